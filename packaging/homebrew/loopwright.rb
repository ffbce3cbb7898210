class Loopwright < Formula
  desc "Evolves RollerCoaster Tycoon 2 coasters by the rules of the game"
  homepage "https://github.com/loopwright/loopwright"
  version "@VERSION@"
  license all_of: ["GPL-3.0-or-later", "OFL-1.1"]

  on_macos do
    on_arm do
      url "https://github.com/loopwright/loopwright/releases/download/v@VERSION@/loopwright-@VERSION@-aarch64-apple-darwin.tar.xz"
      sha256 "@SHA256:aarch64-apple-darwin@"
    end
    on_intel do
      url "https://github.com/loopwright/loopwright/releases/download/v@VERSION@/loopwright-@VERSION@-x86_64-apple-darwin.tar.xz"
      sha256 "@SHA256:x86_64-apple-darwin@"
    end
  end

  on_linux do
    on_arm do
      url "https://github.com/loopwright/loopwright/releases/download/v@VERSION@/loopwright-@VERSION@-aarch64-unknown-linux-gnu.tar.xz"
      sha256 "@SHA256:aarch64-unknown-linux-gnu@"
    end
    on_intel do
      url "https://github.com/loopwright/loopwright/releases/download/v@VERSION@/loopwright-@VERSION@-x86_64-unknown-linux-gnu.tar.xz"
      sha256 "@SHA256:x86_64-unknown-linux-gnu@"
    end
  end

  def install
    bin.install "loopwright"
    man1.install Dir["man/*"]
    bash_completion.install "completions/loopwright.bash" => "loopwright"
    zsh_completion.install "completions/_loopwright"
    fish_completion.install "completions/loopwright.fish"
    pkgshare.install "plugin"
    doc.install "README.md", "CHANGELOG.md", "docs", "LICENSES-OF-LIBRARIES.txt", "data/font/OFL.txt"
  end

  test do
    assert_equal "loopwright #{version}", shell_output("#{bin}/loopwright --version").strip
    assert_match "wooden_rc", shell_output("#{bin}/loopwright rides")
  end
end
