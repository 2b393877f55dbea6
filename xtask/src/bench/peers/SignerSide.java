// Does on demand what `crates/mc-auth/benches/side.rs` does, with Mastercard's oauth1-signer for Java.

import com.mastercard.developer.oauth.OAuth;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.concurrent.Callable;

public final class SignerSide {
  private static String text(Path folder, String name) throws Exception {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    byte[] der = Files.readAllBytes(folder.resolve("key.der"));
    PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    URI uri = URI.create(text(folder, "url.txt"));
    String method = text(folder, "method.txt");
    String body = text(folder, "body.json");
    String consumerKey = text(folder, "consumer-key.txt");
    Callable<String> sign =
        () -> OAuth.getAuthorizationHeader(uri, method, body, StandardCharsets.UTF_8, consumerKey, key);
    if (!sign.call().startsWith("OAuth ")) {
      throw new IllegalStateException("the library makes no header");
    }
    var threads = ManagementFactory.getThreadMXBean();
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      int count = Integer.parseInt(line.split(" ")[1]);
      long before = threads.getCurrentThreadCpuTime();
      long started = System.nanoTime();
      for (int index = 0; index < count; index++) {
        sign.call();
      }
      long wall = System.nanoTime() - started;
      long processor = threads.getCurrentThreadCpuTime() - before;
      System.out.printf("{\"count\": %d, \"wall\": %d, \"processor\": %d}%n", count, wall, processor);
      System.out.flush();
    }
  }
}
