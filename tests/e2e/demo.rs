//! What `cargo xtask demo` shows has to hold.

#[path = "../examples/demo.rs"]
mod example;

#[test]
fn all_calls_of_the_demo_end_as_they_should() {
    assert_eq!(
        format!("{:?}", example::main()),
        format!("{:?}", std::process::ExitCode::SUCCESS)
    );
}
