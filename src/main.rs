//! Command line of loopwright.
fn main() {
    let c = loopwright::catalogue::Catalogue::load().unwrap();
    println!("{} {} {}", c.pieces().len(), c.rides().count(), c.vehicles().len());
}
