//! Who may hold a connection whose client is not verified yet.
//!
//! Connections are accepted at once, and each takes a slot until its client is verified. When slots run out, one is taken from
//! a connection that has sent nothing, and otherwise from the address that holds the most, so that neither silence nor one
//! address keeps others out.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::metric;

use super::Limits;
use super::seldom::Seldom;

/// How long `/readyz` remembers that somebody was turned away.
const REMEMBERED: Duration = Duration::from_secs(5);
/// How often the log repeats that slots have run out.
const LOGGED: Duration = Duration::from_secs(10);

/// The slots, and who has them.
pub(super) struct Door {
    slots: usize,
    slots_per_address: usize,
    patience: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    next: u64,
    /// By number, and so the oldest first.
    slots: BTreeMap<u64, Slot>,
    logged: Seldom,
}

struct Slot {
    address: IpAddr,
    since: Instant,
    stage: Stage,
    /// Dropped to take the slot away.
    _owner: oneshot::Sender<()>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Silent,
    Speaking,
    /// Waits for a place among the verified connections; nobody takes its slot.
    Verified,
}

/// A slot; given back when it is dropped.
pub(super) struct Admitted {
    door: Arc<Door>,
    number: u64,
}

/// Ends when the slot is taken away.
pub(super) type Taken = oneshot::Receiver<()>;

impl Door {
    pub(super) fn new(limits: &Limits) -> Arc<Self> {
        Arc::new(Self {
            slots: limits.handshakes.max(1),
            slots_per_address: limits.handshakes_per_address.max(1),
            patience: limits.first_byte_timeout,
            state: Mutex::default(),
        })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A slot for a connection from there, or none.
    pub(super) fn admit(self: &Arc<Self>, peer: IpAddr, pressure: &Pressure) -> Option<(Admitted, Taken)> {
        let (address, now) = (network(peer), Instant::now());
        let mut state = self.lock();
        let own = state.slots.values().filter(|slot| slot.address == address).count();
        let limit = if own >= self.slots_per_address {
            Some(("handshakes_per_address", state.of_address(address, now, self.patience)))
        } else if state.slots.len() >= self.slots {
            Some(("handshakes", state.of_any(address, own, now, self.patience)))
        } else {
            None
        };
        if let Some((limit, victim)) = limit {
            metrics::counter!(metric::LIMITS, "limit" => limit).increment(1);
            let is_turned_away = victim.is_none();
            pressure.notice(is_turned_away, now);
            if let Some(suppressed) = state.logged.allows(now, LOGGED) {
                let what = if is_turned_away {
                    "turned away"
                } else {
                    "let in, in place of another that made no progress"
                };
                tracing::warn!(
                    limit, %peer, held = state.slots.len(), by_this_address = own, suppressed,
                    "handshake slots have run out; a new connection was {what}"
                );
            }
            state.slots.remove(&victim?);
        }
        let number = state.next;
        state.next += 1;
        let (owner, taken) = oneshot::channel();
        let slot = Slot {
            address,
            since: now,
            stage: Stage::Silent,
            _owner: owner,
        };
        state.slots.insert(number, slot);
        gauge(state.slots.len());
        let admitted = Admitted {
            door: Arc::clone(self),
            number,
        };
        Some((admitted, taken))
    }
}

impl State {
    /// The slot of this address to be taken away: the oldest silent one, or the oldest that is overdue.
    fn of_address(&self, address: IpAddr, now: Instant, patience: Duration) -> Option<u64> {
        self.oldest(|slot| slot.address == address && slot.stage == Stage::Silent)
            .or_else(|| self.oldest(|slot| slot.address == address && slot.is_overdue(now, patience)))
    }

    /// The slot of any address: the oldest silent one, the oldest that is overdue, or one of whoever has more than the new one would.
    fn of_any(&self, address: IpAddr, own: usize, now: Instant, patience: Duration) -> Option<u64> {
        self.oldest(|slot| slot.stage == Stage::Silent)
            .or_else(|| self.oldest(|slot| slot.is_overdue(now, patience)))
            .or_else(|| {
                let mut held: BTreeMap<IpAddr, usize> = BTreeMap::new();
                for slot in self.slots.values().filter(|slot| slot.stage == Stage::Speaking) {
                    *held.entry(slot.address).or_default() += 1;
                }
                let (greedy, count) = held.into_iter().max_by_key(|(_, count)| *count)?;
                (greedy != address && count > own + 1)
                    .then(|| self.oldest(|slot| slot.address == greedy && slot.stage == Stage::Speaking))?
            })
    }

    fn oldest(&self, matches: impl Fn(&Slot) -> bool) -> Option<u64> {
        self.slots
            .iter()
            .find(|(_, slot)| matches(slot))
            .map(|(number, _)| *number)
    }
}

impl Slot {
    fn is_overdue(&self, now: Instant, patience: Duration) -> bool {
        self.stage == Stage::Speaking && now.duration_since(self.since) > patience
    }
}

impl Admitted {
    fn set(&self, stage: Stage) {
        if let Some(slot) = self.door.lock().slots.get_mut(&self.number) {
            slot.stage = stage;
        }
    }

    /// The first byte has come.
    pub(super) fn speaks(&self) {
        self.set(Stage::Speaking);
    }

    /// The client is verified.
    pub(super) fn verified(&self) {
        self.set(Stage::Verified);
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut state = self.door.lock();
        state.slots.remove(&self.number);
        gauge(state.slots.len());
    }
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is a double")]
fn gauge(held: usize) {
    metrics::gauge!(metric::HANDSHAKING).set(held as f64);
}

/// What counts as one address: of IPv6, the 64 bits that a site is given.
pub(super) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let mut segments = address.segments();
            segments[4..].fill(0);
            Ipv6Addr::from(segments).into()
        }
        address @ IpAddr::V4(_) => address,
    }
}

/// What readiness has to know of connections that found no room.
#[derive(Default)]
pub(super) struct Pressure(Mutex<Noticed>);

#[derive(Default)]
struct Noticed {
    displaced: Option<Instant>,
    turned_away: Option<Instant>,
}

impl Pressure {
    fn lock(&self) -> MutexGuard<'_, Noticed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn notice(&self, is_turned_away: bool, now: Instant) {
        let mut noticed = self.lock();
        let which = if is_turned_away {
            &mut noticed.turned_away
        } else {
            &mut noticed.displaced
        };
        *which = Some(now);
    }

    /// Whether somebody was turned away in the last seconds.
    pub(super) fn turns_away(&self) -> bool {
        self.lock().turned_away.is_some_and(|at| at.elapsed() < REMEMBERED)
    }

    /// Whether slots were taken from silent connections in the last seconds.
    pub(super) fn displaces(&self) -> bool {
        self.lock().displaced.is_some_and(|at| at.elapsed() < REMEMBERED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door(slots: usize, per_address: usize) -> (Arc<Door>, Pressure) {
        let limits = Limits::new()
            .with_handshakes(slots)
            .with_handshakes_per_address(per_address)
            .with_first_byte_timeout(Duration::from_secs(3));
        (Door::new(&limits), Pressure::default())
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn is_taken(slot: &mut (Admitted, Taken)) -> bool {
        slot.1.try_recv() == Err(oneshot::error::TryRecvError::Closed)
    }

    #[tokio::test(start_paused = true)]
    async fn the_oldest_silent_connection_of_an_address_gives_way_to_its_next() {
        let (door, pressure) = door(8, 2);
        let (one, two) = (address("192.0.2.1"), address("192.0.2.2"));
        let mut other = door.admit(two, &pressure).unwrap();
        let mut first = door.admit(one, &pressure).unwrap();
        let mut second = door.admit(one, &pressure).unwrap();
        assert!(!pressure.displaces());
        first.0.speaks();
        let mut third = door.admit(one, &pressure).unwrap();
        assert!(is_taken(&mut second) && !is_taken(&mut first) && !is_taken(&mut other));
        assert!(pressure.displaces() && !pressure.turns_away());
        // All that are left are at it, so the next one is turned away, until one takes too long.
        third.0.speaks();
        assert!(door.admit(one, &pressure).is_none());
        assert!(pressure.turns_away());
        tokio::time::advance(Duration::from_secs(4)).await;
        let fourth = door.admit(one, &pressure).unwrap();
        assert!(is_taken(&mut first) && !is_taken(&mut third));
        tokio::time::advance(Duration::from_secs(6)).await;
        assert!(!pressure.turns_away() && !pressure.displaces());
        drop((second, third, fourth));
        assert!(door.admit(one, &pressure).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_holds_the_most_gives_way_when_all_slots_are_held() {
        let (door, pressure) = door(3, 3);
        let (one, two) = (address("192.0.2.1"), address("192.0.2.2"));
        let mut held: Vec<_> = (0..3).map(|_| door.admit(one, &pressure).unwrap()).collect();
        for (slot, _) in &held {
            slot.speaks();
        }
        let new = door.admit(two, &pressure).unwrap();
        new.0.speaks();
        assert!(is_taken(&mut held[0]) && !is_taken(&mut held[1]));
        // Two to one is fair enough; and a verified client keeps its slot.
        assert!(door.admit(two, &pressure).is_none());
        held[1].0.verified();
        tokio::time::advance(Duration::from_secs(4)).await;
        let third = door.admit(address("192.0.2.3"), &pressure).unwrap();
        assert!(is_taken(&mut held[2]) && !is_taken(&mut held[1]));
        drop(third);
    }

    #[tokio::test]
    async fn a_site_of_ipv6_is_one_address() {
        let (door, pressure) = door(8, 1);
        let mut first = door.admit(address("2001:db8:1:2::1"), &pressure).unwrap();
        let mut mapped = door.admit(address("::ffff:192.0.2.1"), &pressure).unwrap();
        let second = door.admit(address("2001:db8:1:2:3::1"), &pressure).unwrap();
        let plain = door.admit(address("192.0.2.1"), &pressure).unwrap();
        let elsewhere = door.admit(address("2001:db8:1:3::1"), &pressure).unwrap();
        assert!(is_taken(&mut first) && is_taken(&mut mapped));
        drop((second, plain, elsewhere));
    }
}
