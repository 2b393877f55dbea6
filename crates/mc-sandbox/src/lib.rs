//! A local stand-in for Mastercard's services that is strict where their gateway is strict.

mod service;
mod services;
