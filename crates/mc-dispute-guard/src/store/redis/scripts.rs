//! The steps of the store as Lua scripts: each is atomic, and goes by the clock of Redis alone.
//!
//! Keys: the event, a hash; the store, a hash of its `id` and how many attempts were `counted`; the attempts, a hash of JSON by
//! ticket; the log, a list of tickets, oldest first. All have the same hash tag, so that they are in one slot of a cluster.

use std::sync::LazyLock;

use redis::Script;

/// What all scripts begin with: the time in milliseconds, and functions that read an event and change an attempt.
const PRELUDE: &str = "
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function ms(number)
  return string.format('%.0f', number)
end
local function read()
  local known = redis.call('HMGET', KEYS[1], 'phase', 'ticket', 'taken_at', 'expires', 'sealed')
  return {now, known[1], known[2], known[3], known[4], known[5]}
end
local function log(ticket, change)
  local text = ticket and redis.call('HGET', KEYS[3], ticket)
  if text then
    local attempt = cjson.decode(text)
    change(attempt)
    redis.call('HSET', KEYS[3], ticket, cjson.encode(attempt))
  end
end
";

/// Makes the store's id where there is none, and gives it with the count.
pub(super) static OPEN: LazyLock<Script> = LazyLock::new(|| {
    script(
        "
redis.call('HSETNX', KEYS[2], 'id', ARGV[1])
return redis.call('HMGET', KEYS[2], 'id', 'counted')
",
    )
});

/// Takes an event: ticket, for how long, identifiers, the attempt as JSON, whether it is made again, for how long one is in
/// flight, how many attempts are kept and for how long.
///
/// Gives id and count where it was granted, and what is there where it was not.
pub(super) static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(&TAKE_TEXT));

/// The same as a text, for a pipeline.
pub(super) static TAKE_TEXT: LazyLock<String> = LazyLock::new(|| {
    [
        PRELUDE,
        "
local known = read()
if known[2] and known[3] ~= ARGV[1] and now < tonumber(known[5] or math.huge) then
  local flies = known[2] == '0' and now < tonumber(known[4] or math.huge) + ARGV[6]
  if ARGV[5] == '' or flies then
    return {false, false, known}
  end
end
if known[2] and known[3] == ARGV[1] then
  return {'', 0, {now, false, false, false, false, false}}
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'phase', '0', 'ticket', ARGV[1], 'taken_at', ms(now), 'expires', ms(now + ARGV[2]),
  'sealed', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
local attempt = cjson.decode(ARGV[4])
attempt['phase'] = '0'
attempt['began'] = ms(now)
attempt['expires'] = ms(now + ARGV[2])
redis.call('HSET', KEYS[3], ARGV[1], cjson.encode(attempt))
redis.call('RPUSH', KEYS[4], ARGV[1])
local more = redis.call('LLEN', KEYS[4]) - ARGV[7]
while more > 0 do
  redis.call('HDEL', KEYS[3], redis.call('LPOP', KEYS[4]))
  more = more - 1
end
redis.call('PEXPIRE', KEYS[3], ARGV[8])
redis.call('PEXPIRE', KEYS[4], ARGV[8])
local counted = redis.call('HINCRBY', KEYS[2], 'counted', 1)
return {redis.call('HGET', KEYS[2], 'id') or '', counted, {now, false, false, false, false, false}}
",
    ]
    .concat()
});

/// Says what became of an attempt: ticket, phase, for how many milliseconds the event is refused (0 frees it), identifiers in
/// bytes and in hexadecimal.
pub(super) static SETTLE: LazyLock<Script> = LazyLock::new(|| {
    script(
        "
log(ARGV[1], function(attempt)
  attempt['phase'] = ARGV[2]
  attempt['ended'] = ms(now)
  attempt['expires'] = ms(now + ARGV[3])
  if ARGV[5] ~= '' then
    attempt['sealed'] = ARGV[5]
  end
end)
if redis.call('HGET', KEYS[1], 'ticket') ~= ARGV[1] then
  return 0
end
if ARGV[3] == '0' then
  redis.call('DEL', KEYS[1])
else
  redis.call('HSET', KEYS[1], 'phase', ARGV[2], 'expires', ms(now + ARGV[3]))
  if ARGV[4] ~= '' then
    redis.call('HSET', KEYS[1], 'sealed', ARGV[4])
  end
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return 1
",
    )
});

/// Drops an event, and says what was there: host, process, reason.
pub(super) static RELEASE: LazyLock<Script> = LazyLock::new(|| {
    script(
        "
local known = read()
redis.call('DEL', KEYS[1])
if known[2] and now < tonumber(known[5] or math.huge) then
  log(known[3], function(attempt)
    attempt['released'] = {at = ms(now), host = ARGV[1], process = ARGV[2], reason = ARGV[3]}
  end)
end
return known
",
    )
});

/// All attempts with the time, newest first.
pub(super) static LIST: LazyLock<Script> = LazyLock::new(|| {
    script(
        "
local attempts = {}
local tickets = redis.call('LRANGE', KEYS[4], 0, -1)
for at = #tickets, 1, -1 do
  local text = redis.call('HGET', KEYS[3], tickets[at])
  if text then
    attempts[#attempts + 1] = text
  end
end
return {now, attempts}
",
    )
});

fn script(body: &str) -> Script {
    Script::new(&[PRELUDE, body].concat())
}
