//! Prints the JSON Schema of the JSON form of sites, as in `docs/site.schema.json`.

fn main() -> serde_json::Result<()> {
    println!("{}", serde_json::to_string_pretty(&loopwright::site::json::schema())?);
    Ok(())
}
