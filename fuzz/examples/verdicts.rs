//! Prints the verdict on each file of expanded data given, its design in short, and the time it took.
use loopwright_fuzz::CATALOGUE;
use loopwright::report::{judge,Wanted};
fn main(){
 for p in std::env::args().skip(1) { let data=std::fs::read(&p).unwrap();
  let Ok(f)=loopwright::track_file::read(&loopwright_fuzz::laws::packed(&data)) else {println!("{p} unreadable");continue};
  let Ok(d)=f.design(&CATALOGUE) else {println!("{p} no design");continue};
  let els:Vec<String>=d.elements.iter().map(|e|format!("{}{}{}{}",e.piece.0,if e.chain{"c"}else{""},if e.inverted{"i"}else{""},if e.speed>0{format!("@{}",e.speed)}else{String::new()})).collect();
  println!("{p}\n  ride {} veh {} {:?}\n  {}\n {:?}",d.ride.0,d.vehicle,d.settings,els.join(" "),d.entrances.iter().map(|e|(e.x,e.y,e.z,e.direction,e.is_exit)).collect::<Vec<_>>());
  let t=std::time::Instant::now();
  let w=Wanted{directions:(0..4).map(loopwright::catalogue::Direction::new).collect(),explain:true};
  let j=std::panic::catch_unwind(||judge(&CATALOGUE,&d,Default::default(),&w));
  let el=t.elapsed();
  match j { Err(_)=>println!("  PANIC"), Ok(Ok(j))=>println!("  {:?} byhand {:?} placed {:?} judged {:?}",el,j.by_hand.refusal,j.place_refusal,j.judged.map(|x|(x.outcome,x.test_refusal,x.not_recorded,x.trains,x.cars,x.runs.iter().map(|r|(r.outcome,r.ticks,r.excitement)).collect::<Vec<_>>()))), Ok(Err(e))=>println!("  {:?} err {e}",el)}
 }}
