//! Mastercom's behaviour, called as the gateway calls it, every answer held against contract and models.

mod bench;
mod cases;
mod documents;
mod events;
mod limits;
mod operations;
mod seeds;
