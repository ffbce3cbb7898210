//! Scenery as shapes cut from card: trees, bushes, flowers, rocks, fountains, figures, posts.

use std::f64::consts::{SQRT_2, TAU};

use glam::DVec3;

use super::scene::{Mark, Scene};
use crate::picture::palette;
use crate::picture::scenery_shape::{Look, Shape};

/// Corners of a disc.
const ROUND: usize = 10;
/// Pixels of a map unit below which small things are drawn without their details.
const DETAILED_FROM: f64 = 0.55;
const TRUNK: &str = "#7d664c";
const POST: &str = "#7f8790";

/// An object on its place.
pub(super) struct Standing {
    /// The middle of its foot.
    pub foot: DVec3,
    /// The side of the square that it stands in, in map units.
    pub side: f64,
    /// Its height.
    pub height: f64,
    /// What it looks like.
    pub look: Look,
}

/// Adds an object.
pub(super) fn add(scene: &mut Scene, it: &Standing) {
    match it.look.shape {
        Shape::Tree => it.add_tree(scene),
        Shape::Conifer => it.add_conifer(scene),
        Shape::Palm => it.add_palm(scene),
        Shape::Bare => it.add_bare(scene),
        Shape::Bush | Shape::Hedge => it.add_bush(scene),
        Shape::Flowers => it.add_flowers(scene),
        Shape::Rock => it.add_rock(scene),
        Shape::Pool => it.add_flat(scene, 0.45, &it.colour(1.0)),
        Shape::Fountain => it.add_fountain(scene),
        Shape::Post => it.add_post(scene),
        Shape::Peak => it.add_tent(scene),
        Shape::Figure | Shape::Block | Shape::Fence | Shape::Wall => it.add_figure(scene),
    }
}

/// Adds a banner over a path.
pub(super) fn add_banner(scene: &mut Scene, foot: DVec3) {
    let depth = scene.projection.depth(foot + DVec3::Z * 24.0);
    scene.add_card(depth, foot, &[(-13.0, 0.0), (-13.0, 28.0), (-11.5, 28.0), (-11.5, 0.0)], POST);
    scene.add_card(depth, foot, &[(11.5, 0.0), (11.5, 28.0), (13.0, 28.0), (13.0, 0.0)], POST);
    scene.add_card(depth, foot, &[(-13.0, 19.0), (-13.0, 28.0), (13.0, 28.0), (13.0, 19.0)], "#c9695f");
}

impl Standing {
    fn colour(&self, light: f64) -> String {
        palette::shaded(&palette::faded(self.look.colour), light)
    }

    /// Half the width of what fills its square, seen from the side.
    fn half(&self) -> f64 {
        (self.side * SQRT_2 / 2.0 * 0.92).min(self.height * 0.5)
    }

    /// The depth of a share of its height.
    fn depth(&self, scene: &Scene, share: f64) -> f64 {
        scene.projection.depth(self.foot + DVec3::Z * (share * self.height))
    }

    fn is_detailed(scene: &Scene) -> bool {
        scene.projection.scale >= DETAILED_FROM
    }

    fn add_trunk(&self, scene: &mut Scene, share: f64, colour: &str) {
        let half = (self.side / 26.0).max(0.7);
        let top = share * self.height;
        let outline = [(-half, 0.0), (-half, top), (half, top), (half, 0.0)];
        scene.add_card(self.depth(scene, 0.0), self.foot, &outline, colour);
    }

    /// A round crown, lit from the upper left.
    fn add_tree(&self, scene: &mut Scene) {
        let (half, up) = (self.half(), self.height);
        self.add_trunk(scene, 0.5, TRUNK);
        let depth = self.depth(scene, 0.55);
        scene.add_card(depth, self.foot, &disc((0.0, 0.62 * up), half, 0.38 * up), &self.colour(0.84));
        scene.add_card(depth, self.foot, &disc((-0.16 * half, 0.69 * up), 0.76 * half, 0.29 * up), &self.colour(1.0));
        if Self::is_detailed(scene) {
            let light = disc((-0.3 * half, 0.77 * up), 0.4 * half, 0.15 * up);
            scene.add_card(depth, self.foot, &light, &self.colour(1.13));
        }
    }

    /// Cones upon one another, their right sides in the shade.
    fn add_conifer(&self, scene: &mut Scene) {
        const TIERS: [(f64, f64, f64); 2] = [(0.1, 0.72, 0.86), (0.42, 1.0, 0.62)];
        self.add_trunk(scene, 0.14, TRUNK);
        for (from, to, width) in TIERS {
            let (low, top, half) = (from * self.height, to * self.height, width * self.half());
            let depth = self.depth(scene, from + 0.2);
            let front = (0.0, low - 0.3 * half);
            scene.add_card(depth, self.foot, &[(-half, low), front, (half, low), (0.0, top)], &self.colour(1.06));
            scene.add_card(depth, self.foot, &[front, (half, low), (0.0, top)], &self.colour(0.82));
        }
    }

    /// A bare trunk under a tuft.
    fn add_palm(&self, scene: &mut Scene) {
        self.add_trunk(scene, 0.8, TRUNK);
        let (half, up) = (self.half().min(11.0), 0.8 * self.height);
        let leaf = |turn: f64, reach: f64| (half * reach * turn.cos(), up + 0.62 * half * reach * turn.sin());
        let tuft: Vec<(f64, f64)> = (0..14)
            .map(|corner| leaf(f64::from(corner) * TAU / 14.0 - 0.45, if corner % 2 == 0 { 1.0 } else { 0.34 }))
            .collect();
        scene.add_card(self.depth(scene, 0.8), self.foot, &tuft, &self.colour(0.95));
    }

    /// A trunk with two arms.
    fn add_bare(&self, scene: &mut Scene) {
        let colour = self.colour(0.9);
        self.add_trunk(scene, 1.0, &colour);
        let (half, up, wide) = (0.55 * self.half(), self.height, (self.side / 26.0).max(0.8));
        for (side, from, to) in [(-1.0, 0.4, 0.78), (1.0, 0.52, 0.92)] {
            let (inner, outer) = (side * half, side * (half + wide));
            let arm = [(0.0, from * up), (outer, (from + 0.1) * up), (outer, to * up), (inner, to * up)];
            scene.add_card(self.depth(scene, from), self.foot, &arm, &colour);
        }
    }

    fn add_bush(&self, scene: &mut Scene) {
        let (half, up) = (self.side * 0.42, self.height.min(1.2 * self.side));
        let depth = self.depth(scene, 0.0);
        scene.add_card(depth, self.foot, &disc((0.0, 0.42 * up), half, 0.5 * up), &self.colour(0.88));
        scene.add_card(depth, self.foot, &disc((-0.2 * half, 0.56 * up), 0.66 * half, 0.33 * up), &self.colour(1.06));
    }

    /// A disc that lies on the ground, by the share of its square that is its radius.
    fn add_flat(&self, scene: &mut Scene, share: f64, colour: &str) {
        let across = SQRT_2 * share * self.side;
        let outline = disc((0.0, 1.0), across, across / 2.0);
        scene.add_card(self.depth(scene, 0.0) - self.side / 2.0, self.foot, &outline, colour);
    }

    /// Blossoms on a green bed.
    fn add_flowers(&self, scene: &mut Scene) {
        const BLOSSOMS: [(f64, f64); 7] =
            [(0.0, 0.0), (-0.55, 0.1), (0.55, -0.1), (-0.25, 0.45), (0.3, 0.42), (-0.3, -0.4), (0.25, -0.45)];
        self.add_flat(scene, 0.44, "#86a860");
        let (across, size) = (0.55 * self.side, (self.side / 14.0).max(1.3));
        let blossom = |&(x, y): &(f64, f64)| disc((x * across, 2.0 + y * across / 2.0), size, size * 0.8);
        let (x, y) = scene.projection.at(self.foot);
        let scale = scene.projection.scale;
        let shown = |outline: Vec<(f64, f64)>| outline.iter().map(|at| (x + scale * at.0, y - scale * at.1)).collect();
        let blossoms = BLOSSOMS.iter().map(|place| shown(blossom(place))).collect();
        scene.add(Mark::faces(self.depth(scene, 0.0), blossoms, self.colour(1.0)));
    }

    fn add_rock(&self, scene: &mut Scene) {
        let (half, up) = (self.side * 0.5, self.height.min(1.5 * self.side));
        let depth = self.depth(scene, 0.0);
        let outline = [(-0.95, 0.05), (-0.7, 0.62), (-0.15, 1.0), (0.5, 0.72), (0.95, 0.1), (0.2, -0.16)];
        let lit = [(-0.95, 0.05), (-0.7, 0.62), (-0.15, 1.0), (0.08, 0.4), (0.2, -0.16)];
        let sized = |&(x, y): &(f64, f64)| (x * half, y * up);
        scene.add_card(depth, self.foot, &outline.iter().map(sized).collect::<Vec<_>>(), &self.colour(0.8));
        scene.add_card(depth, self.foot, &lit.iter().map(sized).collect::<Vec<_>>(), &self.colour(1.02));
    }

    /// A basin and a jet.
    fn add_fountain(&self, scene: &mut Scene) {
        if self.side > 20.0 {
            self.add_flat(scene, 0.44, "#b9b4a8");
            self.add_flat(scene, 0.36, &self.colour(0.9));
        }
        let (half, up) = (self.side * 0.16, self.height * 0.85);
        let jet = [(-0.4 * half, 0.0), (-half, 0.72 * up), (0.0, up), (half, 0.72 * up), (0.4 * half, 0.0)];
        scene.add_card(self.depth(scene, 0.1), self.foot, &jet, &self.colour(1.22));
    }

    /// A pole with something at its top.
    fn add_post(&self, scene: &mut Scene) {
        let (half, up) = ((self.side / 30.0).max(0.7), self.height);
        let depth = self.depth(scene, 0.2);
        scene.add_card(depth, self.foot, &[(-half, 0.0), (-half, up), (half, up), (half, 0.0)], POST);
        let (wide, low) = ((0.2 * up).min(9.0), 0.72 * up);
        let head = [(-half, low), (-half, up), (wide, up), (wide, low)];
        scene.add_card(depth, self.foot, &head, &self.colour(1.0));
    }

    /// A cone, its right side in the shade.
    fn add_tent(&self, scene: &mut Scene) {
        let (half, up) = (self.side * 0.62, self.height);
        let (depth, front) = (self.depth(scene, 0.0), (0.0, -0.4 * half));
        scene.add_card(depth, self.foot, &[(-half, 0.0), front, (half, 0.0), (0.0, up)], &self.colour(1.04));
        scene.add_card(depth, self.foot, &[front, (half, 0.0), (0.0, up)], &self.colour(0.82));
    }

    /// A figure on a plinth.
    fn add_figure(&self, scene: &mut Scene) {
        let (half, up) = ((self.side * 0.3).min(self.height * 0.4), self.height);
        self.add_flat(scene, 0.34, &self.colour(0.8));
        let body = [(-0.8, 0.0), (-1.0, 0.5), (-0.45, 0.72), (0.45, 0.72), (1.0, 0.5), (0.8, 0.0)];
        let body: Vec<(f64, f64)> = body.iter().map(|&(x, y)| (x * half, y * up)).collect();
        let depth = self.depth(scene, 0.1);
        scene.add_card(depth, self.foot, &body, &self.colour(0.92));
        scene.add_card(depth, self.foot, &disc((0.0, 0.83 * up), 0.5 * half, 0.17 * up), &self.colour(1.05));
    }
}

/// The outline of a disc.
fn disc((x, y): (f64, f64), half: f64, up: f64) -> Vec<(f64, f64)> {
    let corner = |number: usize| TAU * (number as f64 + 0.5) / ROUND as f64;
    (0..ROUND).map(|number| (x + half * corner(number).cos(), y + up * corner(number).sin())).collect()
}
