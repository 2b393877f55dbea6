//! Our side of `cargo xtask bench auth`: does on demand what the official libraries do, and tells how long it took.
//!
//! `prepare FOLDER` writes what all sides sign, encrypt and decrypt. Each line of standard input thereafter is the name of an
//! operation and how often to do it; each answer is a line of JSON with nanoseconds. The other sides, in `xtask`, speak the
//! same. Without input, as under `cargo test --benches`, it does nothing.

mod support;

use std::fs;
use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use serde_json::{Value, json};
use support::{Bare, Side};

struct All {
    aws_lc: Side,
    rustcrypto: Side,
    bare: Bare,
    body: Vec<u8>,
    jwe: Vec<u8>,
    fle: Vec<u8>,
}

fn main() {
    let aws_lc = Side::aws_lc();
    let body = support::body().into_bytes();
    let all = All {
        jwe: aws_lc.encrypt(&aws_lc.jwe, &body),
        fle: aws_lc.encrypt(&aws_lc.fle, &body),
        aws_lc,
        rustcrypto: Side::rustcrypto(),
        bare: Bare::new(),
        body,
    };
    assert_eq!(all.aws_lc.decrypt(&all.aws_lc.jwe, &all.jwe), all.body);
    assert_eq!(all.aws_lc.decrypt(&all.aws_lc.fle, &all.fle), all.body);
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (name, argument) = line.split_once(' ').expect("a line is an operation and an argument");
        let answer = if name == "prepare" {
            all.prepare(Path::new(argument))
        } else {
            all.measure(name, argument.parse().expect("a count"))
        };
        println!("{answer}");
    }
}

impl All {
    fn prepare(&self, folder: &Path) -> Value {
        for (name, content) in [
            ("body.json", &self.body[..]),
            ("jwe.json", &self.jwe),
            ("fle.json", &self.fle),
            ("url.txt", support::URL.as_bytes()),
            ("method.txt", support::METHOD.as_bytes()),
            ("consumer-key.txt", support::CONSUMER_KEY.as_bytes()),
        ] {
            fs::write(folder.join(name), content).unwrap();
        }
        json!({})
    }

    fn measure(&self, name: &str, count: usize) -> Value {
        let (name, side) = match name.strip_prefix("rustcrypto-") {
            Some(name) => (name, &self.rustcrypto),
            None => (name, &self.aws_lc),
        };
        match name {
            "oauth" | "one-thread-oauth" => time(count, || side.sign(black_box(&self.body))),
            "jwe-encrypt" => time(count, || side.encrypt(&side.jwe, black_box(&self.body))),
            "jwe-decrypt" => time(count, || side.decrypt(&side.jwe, black_box(&self.jwe))),
            "fle-encrypt" => time(count, || side.encrypt(&side.fle, black_box(&self.body))),
            "fle-decrypt" => time(count, || side.decrypt(&side.fle, black_box(&self.fle))),
            "bare-sign" => time(count, || self.bare.sign()),
            "bare-oaep-encrypt" => time(count, || self.bare.wrap()),
            "bare-oaep-decrypt" => time(count, || self.bare.unwrap()),
            "two-threads-oauth" => two_threads(count, || side.sign(black_box(&self.body))),
            "two-threads-bare-sign" => two_threads(count, || self.bare.sign()),
            "calls" => calls(count, self),
            other => panic!("there is no operation {other}"),
        }
    }
}

fn nanoseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_nanos()).unwrap()
}

/// The time that this thread had a processor, where the system tells.
fn processor() -> Option<u64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_ascii_whitespace().next()?.parse().ok()
}

/// What passed since then; a system that does not count says zero.
fn processor_since(before: Option<u64>) -> Option<u64> {
    let passed = processor()?.checked_sub(before?)?;
    (passed > 0).then_some(passed)
}

fn time<T>(count: usize, mut operation: impl FnMut() -> T) -> Value {
    let (before, started) = (processor(), Instant::now());
    for _ in 0..count {
        black_box(operation());
    }
    let wall = nanoseconds(started);
    let processor = processor_since(before);
    json!({"count": count, "wall": wall, "processor": processor})
}

/// Both threads do it that often, at the same time; their processor times are added.
fn two_threads<T>(count: usize, operation: impl Fn() -> T + Sync) -> Value {
    let barrier = Barrier::new(3);
    let (wall, processor) = thread::scope(|scope| {
        let work = || {
            barrier.wait();
            let before = processor();
            for _ in 0..count {
                black_box(operation());
            }
            let time = processor_since(before);
            barrier.wait();
            time
        };
        let threads = [scope.spawn(work), scope.spawn(work)];
        barrier.wait();
        let started = Instant::now();
        barrier.wait();
        let wall = nanoseconds(started);
        let times = threads.map(|thread| thread.join().unwrap());
        (wall, times.into_iter().sum::<Option<u64>>())
    });
    json!({"count": 2 * count, "wall": wall, "processor": processor})
}

/// The same call to a server on this machine without and with the middleware, in turn; and bare signatures.
fn calls(count: usize, all: &All) -> Value {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/mastercom/v6/claims?page=2", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::spawn(move || serve(stream.unwrap()));
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let plain = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let signed = reqwest_middleware::ClientBuilder::new(plain.clone())
        .with(Side::aws_lc().oauth1)
        .build();
    let [mut without, mut with, mut signatures] = [const { Vec::<u64>::new() }; 3];
    runtime.block_on(async {
        for round in 0..count + 20 {
            let started = Instant::now();
            let answer = plain.post(&url).body(all.body.clone()).send().await.unwrap();
            answer.bytes().await.unwrap();
            let one = nanoseconds(started);
            let started = Instant::now();
            let answer = signed.post(&url).body(all.body.clone()).send().await.unwrap();
            answer.bytes().await.unwrap();
            let other = nanoseconds(started);
            let started = Instant::now();
            black_box(all.bare.sign());
            // The first calls open connections.
            if round >= 20 {
                without.push(one);
                with.push(other);
                signatures.push(nanoseconds(started));
            }
        }
    });
    let middle = |mut times: Vec<u64>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    json!({"without": middle(without), "with": middle(with), "signature": middle(signatures)})
}

/// Reads requests with bodies and answers each, as long as the client goes on.
fn serve(mut stream: TcpStream) {
    stream.set_nodelay(true).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    loop {
        let (mut length, mut line) = (0, String::new());
        loop {
            line.clear();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        if reader.read_exact(&mut body).is_err() {
            return;
        }
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}")
            .unwrap();
    }
}
