//! The threads that work with a token, each with its session, and what they are asked.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use zeroize::Zeroizing;

use super::device::{Device, Failure};
use super::session::Open;
use super::{KeyName, OaepHash, Pkcs11, PublicKey, SignatureAlgorithm};
use crate::error::{Error, Kind, Result};

/// What a thread is asked to do; it may have to do it twice.
pub(super) enum Task {
    Open,
    List,
    Find,
    Sign(SignatureAlgorithm, Vec<u8>),
    Decrypt(OaepHash, Vec<u8>),
}

pub(super) enum Answer {
    Done,
    Names(Vec<KeyName>),
    Key(PublicKey),
    Signature(Vec<u8>),
    Plaintext(Zeroizing<Vec<u8>>),
}

/// The key that a job is for: by its name, and, once it was found, by its public half.
pub(super) struct Wanted {
    pub(super) name: KeyName,
    pub(super) public: Option<PublicKey>,
}

struct Job {
    key: Option<Wanted>,
    task: Task,
    reply: Box<dyn FnOnce(Result<Answer>) + Send>,
}

/// The way to the threads.
pub(super) struct Threads {
    /// There until this is dropped.
    jobs: Option<mpsc::Sender<Job>>,
    handles: Vec<thread::JoinHandle<()>>,
    place: String,
}

/// The threads end, and it is waited for: a module whose sessions are being closed while the process ends may crash it.
impl Drop for Threads {
    fn drop(&mut self) {
        self.jobs = None;
        for handle in self.handles.drain(..) {
            // A thread that panicked has told so itself.
            drop(handle.join());
        }
    }
}

impl Threads {
    pub(super) fn start(config: &Pkcs11) -> Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let queue = Arc::new(Mutex::new(queue));
        let device = Arc::new(Device::new(config));
        let mut threads = Self {
            jobs: Some(jobs),
            handles: Vec::new(),
            place: config.to_string(),
        };
        for _ in 0..config.sessions {
            let (queue, device) = (Arc::clone(&queue), Arc::clone(&device));
            let handle = thread::Builder::new()
                .name("mc-auth-pkcs11".to_owned())
                .spawn(move || Worker { device, open: None }.run(&queue))
                .map_err(|error| {
                    Error::new(Kind::Signer, "a thread for PKCS#11 cannot be started").with_source(error)
                })?;
            threads.handles.push(handle);
        }
        Ok(threads)
    }

    pub(super) fn send(
        &self,
        key: Option<Wanted>,
        task: Task,
        reply: impl FnOnce(Result<Answer>) + Send + 'static,
    ) -> Result<()> {
        let reply = Box::new(reply);
        let jobs = self.jobs.as_ref().ok_or_else(ended)?;
        jobs.send(Job { key, task, reply }).map_err(|_| ended())
    }
}

impl fmt::Debug for Threads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)
    }
}

pub(super) fn ended() -> Error {
    Error::new(Kind::Signer, "the thread that works with the PKCS#11 token has ended")
}

/// One thread.
struct Worker {
    device: Arc<Device>,
    open: Option<Open>,
}

impl Worker {
    fn run(mut self, queue: &Mutex<mpsc::Receiver<Job>>) {
        loop {
            let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(job) = job else { return };
            let answer = self.work(job.key.as_ref(), &job.task).map_err(|error| match error {
                // These name the module themselves, and those say nothing of the key that they are about.
                error if error.is_file() || error.is_configuration() || error.is_crypto() => error,
                error => error.at(&self.device.config),
            });
            (job.reply)(answer);
        }
    }

    fn work(&mut self, key: Option<&Wanted>, task: &Task) -> Result<Answer> {
        match self.attempt(key, task) {
            Err(Failure::Lost(_)) => {}
            done => return done.map_err(Failure::into_error),
        }
        // The session is closed, and the module is asked anew for its token.
        self.open = None;
        self.device.forget();
        self.attempt(key, task).map_err(|failure| {
            self.open = None;
            failure.into_error()
        })
    }

    fn attempt(&mut self, key: Option<&Wanted>, task: &Task) -> Result<Answer, Failure> {
        let open = match &mut self.open {
            Some(open) => open,
            slot => slot.insert(self.device.open()?),
        };
        let config = &self.device.config;
        let Some(key) = key else {
            return match task {
                Task::List => open.names(&[]).map(Answer::Names),
                _ => Ok(Answer::Done),
            };
        };
        let found = open.find(&key.name)?;
        if key.public.as_ref().is_some_and(|public| *public != found.public) {
            open.keys.remove(&key.name);
            let message = format!(
                "another key is now on the token under the name {}, and it is not used in place of the one that was opened; \
                 open the key anew",
                key.name
            );
            return Err(Error::new(Kind::Alias, message).into());
        }
        match task {
            Task::Sign(algorithm, message) => open.sign(&found, *algorithm, message).map(Answer::Signature),
            Task::Decrypt(hash, ciphertext) => open
                .decrypt(&found, *hash, ciphertext, config.raw_rsa)
                .map(Answer::Plaintext),
            Task::Open | Task::List | Task::Find => Ok(Answer::Key(found.public)),
        }
    }
}
