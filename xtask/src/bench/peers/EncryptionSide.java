// Does on demand what `crates/mc-auth/benches/side.rs` does, with Mastercard's client-encryption for Java.

import com.mastercard.developer.encryption.FieldLevelEncryption;
import com.mastercard.developer.encryption.FieldLevelEncryptionConfigBuilder;
import com.mastercard.developer.encryption.FieldLevelEncryptionConfig;
import com.mastercard.developer.encryption.JweConfigBuilder;
import com.mastercard.developer.encryption.JweEncryption;
import com.mastercard.developer.utils.EncryptionUtils;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

public final class EncryptionSide {
  private static String text(Path folder, String name) throws Exception {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("the library does not bring the document back");
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    var certificate = EncryptionUtils.loadEncryptionCertificate(folder.resolve("certificate.pem").toString());
    var key = EncryptionUtils.loadDecryptionKey(folder.resolve("key.pem").toString());
    var jwe =
        JweConfigBuilder.aJweEncryptionConfig()
            .withEncryptionCertificate(certificate)
            .withDecryptionKey(key)
            .withEncryptionPath("$", "$")
            .withDecryptionPath("$.encryptedData", "$")
            .withEncryptedValueFieldName("encryptedData")
            .build();
    var fle =
        FieldLevelEncryptionConfigBuilder.aFieldLevelEncryptionConfig()
            .withEncryptionCertificate(certificate)
            .withDecryptionKey(key)
            .withEncryptionPath("$", "$")
            .withDecryptionPath("$", "$")
            .withOaepPaddingDigestAlgorithm("SHA-256")
            .withEncryptedValueFieldName("encryptedValue")
            .withEncryptedKeyFieldName("encryptedKey")
            .withIvFieldName("iv")
            .withOaepPaddingDigestAlgorithmFieldName("oaepHashingAlgorithm")
            .withEncryptionKeyFingerprintFieldName("publicKeyFingerprint")
            .withFieldValueEncoding(FieldLevelEncryptionConfig.FieldValueEncoding.HEX)
            .build();
    String body = text(folder, "body.json");
    String sealedJwe = text(folder, "jwe.json");
    String sealedFle = text(folder, "fle.json");
    Map<String, Callable<String>> operations =
        Map.of(
            "jwe-encrypt", () -> JweEncryption.encryptPayload(body, jwe),
            "jwe-decrypt", () -> JweEncryption.decryptPayload(sealedJwe, jwe),
            "fle-encrypt", () -> FieldLevelEncryption.encryptPayload(body, fle),
            "fle-decrypt", () -> FieldLevelEncryption.decryptPayload(sealedFle, fle));
    int length = body.length();
    check(operations.get("jwe-decrypt").call().length() == length);
    check(operations.get("fle-decrypt").call().length() == length);
    check(JweEncryption.decryptPayload(operations.get("jwe-encrypt").call(), jwe).length() == length);
    check(FieldLevelEncryption.decryptPayload(operations.get("fle-encrypt").call(), fle).length() == length);
    var threads = ManagementFactory.getThreadMXBean();
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ");
      Callable<String> operation = operations.get(words[0]);
      int count = Integer.parseInt(words[1]);
      long before = threads.getCurrentThreadCpuTime();
      long started = System.nanoTime();
      for (int index = 0; index < count; index++) {
        operation.call();
      }
      long wall = System.nanoTime() - started;
      long processor = threads.getCurrentThreadCpuTime() - before;
      System.out.printf("{\"count\": %d, \"wall\": %d, \"processor\": %d}%n", count, wall, processor);
      System.out.flush();
    }
  }
}
