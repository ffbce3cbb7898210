//! Prints the JSON Schema of the JSON form of track designs, as in `docs/track-design.schema.json`.

fn main() -> serde_json::Result<()> {
    println!("{}", serde_json::to_string_pretty(&loopwright::track_file::json::schema())?);
    Ok(())
}
