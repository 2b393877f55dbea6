//! The module, the token and the login: what all threads share.

use std::collections::HashMap;
use std::env;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11 as Context};
use cryptoki::error::{Error as TokenError, RvError};
use cryptoki::mechanism::MechanismType;
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::RawAuthPin;
use zeroize::Zeroizing;

use super::session::Open;
use super::{Choice, Pin, Pkcs11, printable};
use crate::error::{Error, Kind, Result};

/// What all threads share.
pub(super) struct Device {
    pub(super) config: Pkcs11,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    loaded: Option<Loaded>,
    /// The token has refused the PIN.
    pin_refused: bool,
}

#[derive(Clone)]
pub(super) struct Loaded {
    context: Context,
    slot: Slot,
    pub(super) mechanisms: Arc<[MechanismType]>,
}

/// A failure, and whether opening everything anew may help.
pub(super) enum Failure {
    Lost(Error),
    Final(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Final(error)
    }
}

impl Failure {
    pub(super) fn of(what: &str, error: TokenError) -> Self {
        let lost = matches!(
            error,
            TokenError::Pkcs11(
                RvError::SessionHandleInvalid
                    | RvError::SessionClosed
                    | RvError::UserNotLoggedIn
                    | RvError::ObjectHandleInvalid
                    | RvError::KeyHandleInvalid
                    | RvError::DeviceRemoved
                    | RvError::DeviceError
                    | RvError::TokenNotPresent
                    | RvError::TokenNotRecognized
                    | RvError::SlotIdInvalid
                    | RvError::OperationActive
                    | RvError::OperationNotInitialized
                    | RvError::CryptokiNotInitialized,
                _
            )
        );
        let told = Error::new(Kind::Signer, format!("{what}: {}", name(&error))).with_source(error);
        if lost { Self::Lost(told) } else { Self::Final(told) }
    }

    pub(super) fn into_error(self) -> Error {
        match self {
            Self::Lost(error) | Self::Final(error) => error,
        }
    }
}

/// The token's answer by its short name; its long one is a paragraph.
fn name(error: &TokenError) -> String {
    match error {
        TokenError::Pkcs11(value, function) => format!("{function} answered {value:?}"),
        other => other.to_string(),
    }
}

impl Device {
    pub(super) fn new(config: &Pkcs11) -> Self {
        Self {
            config: config.clone(),
            state: Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the module asked again for its token.
    pub(super) fn forget(&self) {
        self.state().loaded = None;
    }

    /// Loads the module and finds the token, where that has not been done.
    fn loaded(&self) -> Result<Loaded, Failure> {
        let mut state = self.state();
        if let Some(loaded) = &state.loaded {
            return Ok(loaded.clone());
        }
        let module = self.config.module.display();
        let context = Context::new(&self.config.module).map_err(|error| {
            Error::new(Kind::File, format!("PKCS#11 module {module}: cannot be loaded")).with_source(error)
        })?;
        match context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
            Ok(()) | Err(TokenError::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
            Err(error) => {
                let message = format!("PKCS#11 module {module}: cannot be initialised: {}", name(&error));
                return Err(Error::new(Kind::File, message).with_source(error).into());
            }
        }
        let slot = self.slot(&context)?;
        let mechanisms = context
            .get_mechanism_list(slot)
            .map_err(|error| Failure::of("the token does not say what it can do", error))?;
        let loaded = Loaded {
            context,
            slot,
            mechanisms: mechanisms.into(),
        };
        state.loaded = Some(loaded.clone());
        Ok(loaded)
    }

    fn slot(&self, context: &Context) -> Result<Slot, Failure> {
        let slots = context
            .get_slots_with_token()
            .map_err(|error| Failure::of("the module does not list its slots", error))?;
        let mut tokens = Vec::new();
        for slot in slots {
            // A token that does not answer now is as good as none.
            if let Ok(info) = context.get_token_info(slot)
                && info.token_initialized()
            {
                tokens.push((slot, info.label().to_owned(), info.serial_number().to_owned()));
            }
        }
        let chosen: Vec<Slot> = tokens
            .iter()
            .filter(|(slot, label, serial)| match &self.config.token {
                Choice::Only => true,
                Choice::Label(wanted) => wanted == label,
                Choice::Serial(wanted) => wanted == serial,
                Choice::Slot(wanted) => slot.id() == *wanted,
            })
            .map(|(slot, ..)| *slot)
            .collect();
        if let [slot] = chosen[..] {
            return Ok(slot);
        }
        let there = tokens
            .iter()
            .map(|(slot, label, serial)| {
                format!(
                    "{} (serial number {}, slot {})",
                    printable(label),
                    printable(serial),
                    slot.id()
                )
            })
            .collect::<Vec<_>>()
            .join(", ");
        let there = if there.is_empty() { "none" } else { &there };
        let fault = match (chosen.is_empty(), &self.config.token) {
            (true, Choice::Only) => "has no initialised token".to_owned(),
            (true, token) => format!("does not have {token}; it has: {there}"),
            (false, _) => format!("has several such tokens; name one by label, serial number or slot: {there}"),
        };
        let module = self.config.module.display();
        let message = format!("PKCS#11 module {module}: {fault}");
        Err(Error::new(Kind::Configuration, message).into())
    }

    pub(super) fn open(&self) -> Result<Open, Failure> {
        let loaded = self.loaded()?;
        let session = loaded
            .context
            .open_ro_session(loaded.slot)
            .map_err(|error| Failure::of("no session can be opened", error))?;
        self.log_in(&loaded, &session)?;
        Ok(Open {
            loaded,
            session,
            keys: HashMap::new(),
        })
    }

    /// A login counts for all sessions of the process.
    fn log_in(&self, loaded: &Loaded, session: &Session) -> Result<(), Failure> {
        let refused = |message: &str| Failure::Final(Error::new(Kind::Password, message.to_owned()));
        // One at a time: a wrong PIN must cost one try, not one a thread.
        let mut state = self.state();
        if state.pin_refused {
            return Err(refused(
                "the token refused the PIN before, and it is not tried again, for a few wrong ones lock a token; \
                 correct it and open the token anew",
            ));
        }
        let pin = match &self.config.pin {
            Pin::None => None,
            Pin::Given(pin) => Some(pin.clone()),
            Pin::Env(variable) => {
                let Ok(text) = env::var(variable) else {
                    // Not its name: a PIN that was given for it by mistake would be printed.
                    return Err(refused(
                        "the environment variable that is to hold the PIN is not set to text; is its name right?",
                    ));
                };
                Some(Zeroizing::new(text.into_bytes()))
            }
        };
        let answer = if let Some(pin) = pin {
            session.login_with_raw(UserType::User, &RawAuthPin::new(Box::new(pin.to_vec())))
        } else {
            let info = loaded
                .context
                .get_token_info(loaded.slot)
                .map_err(|error| Failure::of("the token does not say whether it wants a PIN", error))?;
            if !info.login_required() {
                return Ok(());
            }
            if !info.protected_authentication_path() {
                return Err(refused("the token wants a PIN, and none is given"));
            }
            session.login(UserType::User, None)
        };
        let error = match answer {
            Ok(()) | Err(TokenError::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => return Ok(()),
            Err(error) => error,
        };
        let TokenError::Pkcs11(value, _) = &error else {
            return Err(Failure::of("the login failed", error));
        };
        let message = match value {
            RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange => "wrong PIN",
            RvError::PinLocked => {
                "the PIN is locked after too many wrong ones; have the token's security officer unlock it"
            }
            RvError::PinExpired => "the PIN has expired; set another",
            RvError::UserPinNotInitialized => "the token has no user PIN yet; initialise it",
            _ => return Err(Failure::of("the login failed", error)),
        };
        state.pin_refused = true;
        Err(Error::new(Kind::Password, message).with_source(error).into())
    }
}
