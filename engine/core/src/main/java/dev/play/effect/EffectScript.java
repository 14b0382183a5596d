package dev.play.effect;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.HostException;
import dev.play.host.HostPath;
import dev.play.shell.CommandText;
import dev.play.shell.Frames;
import dev.play.shell.ShellText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Effects as one POSIX shell script, carried out in order; the first that fails is the last. {@code
 * SaveLocally} and {@code Reconnect} are the controller's and not for this script.
 */
public final class EffectScript {
  /** Adds the directories of the administrator's programs where a login has left them out. */
  private static final String PATH =
      """
      PATH=${PATH:-/usr/bin:/bin}
      for play_d in /usr/local/sbin /usr/sbin /sbin; do
      case :$PATH: in *":$play_d:"*) ;; *) PATH=$PATH:$play_d ;; esac
      done
      unset play_d
      """;

  /** As timeout(1) and {@link dev.play.connection.Connection#run} have it. */
  private static final int TIMED_OUT = 124;

  private final List<Effect> effects;
  private final Map<String, String> environment;
  private final Map<Effect, HostPath> uploads;
  private final String nonce;
  private final Frames frames;

  /**
   * @param environment for commands; their own entries win
   * @param uploads where contents already lie on the host that are too large for a script; they are
   *     removed when used
   * @param nonce at least 16 letters or digits that nobody can guess
   */
  public EffectScript(
      List<Effect> effects,
      Map<String, String> environment,
      Map<Effect, HostPath> uploads,
      String nonce) {
    this.effects = List.copyOf(effects);
    this.environment = Map.copyOf(environment);
    this.uploads = new HashMap<>(uploads);
    this.nonce = nonce;
    this.frames = new Frames(nonce);
  }

  /** What marks parts in the output; a listener to live output leaves such lines out. */
  public String mark() {
    return frames.mark();
  }

  /** The script; its standard input is not used. */
  public String text() {
    StringBuilder out = new StringBuilder(frames.preamble());
    out.append(PATH);
    if (effects.stream().anyMatch(e -> !(e instanceof Effect.Run))) {
      out.append(WriteScript.FUNCTIONS);
    }
    for (int i = 0; i < effects.size(); i++) {
      Effect effect = effects.get(i);
      boolean timed = effect instanceof Effect.Run;
      out.append(timed ? "detail start \"$(date +%s.%N)\"\n" : "");
      out.append("(\n").append(body(effect, i)).append(") </dev/null; r=$?\n");
      out.append(timed ? "detail end \"$(date +%s.%N)\"\n" : "");
      out.append("end ").append(i).append(" $r\n");
      out.append(stop(effect));
    }
    return out.append("exit 0\n").toString();
  }

  private static String stop(Effect effect) {
    if (!(effect instanceof Effect.Run run)) {
      return "[ $r -eq 0 ] || exit 0\n";
    }
    if (run.okStatuses().isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("case $r in ");
    out.append(String.join("|", run.okStatuses().stream().map(String::valueOf).toList()));
    return out.append(") ;; *) exit 0;; esac\n").toString();
  }

  private String body(Effect effect, int index) {
    String temporary = ".play-" + nonce + "-" + index;
    return switch (effect) {
      case Effect.WriteFile w ->
          SshdKeep.before(w.path())
              + WriteScript.target(w.path())
              + WriteScript.settings(w.attributes(), true)
              + "backup="
              + (w.backup() ? "1" : "")
              + " direct= unsafe="
              + (w.inPlace() ? "1" : "")
              + "\n"
              + WriteScript.validation(w.validate())
              + source(w)
              + WriteScript.put(w.expected(), temporary);
      case Effect.CopyFile c ->
          SshdKeep.before(c.to())
              + WriteScript.target(c.to())
              + WriteScript.settings(c.attributes(), true)
              + "backup="
              + (c.backup() ? "1" : "")
              + " direct= unsafe="
              + (c.inPlace() ? "1" : "")
              + "\n"
              + WriteScript.validation(c.validate())
              + "exec <"
              + ShellText.path(c.from())
              + " || exit 1\n"
              + WriteScript.put(c.expected(), temporary);
      case Effect.SetAttributes s ->
          WriteScript.target(s.path())
              + WriteScript.settings(s.attributes(), s.follow())
              + "attributes \"$p\" && flags \"$p\"\n";
      case Effect.MakeDirectory d ->
          WriteScript.target(d.path()) + WriteScript.settings(d.attributes(), true) + "directory\n";
      case Effect.Link l ->
          WriteScript.target(l.path())
              + "symbolic="
              + (l.symbolic() ? "-s" : "")
              + "\nlink "
              + (l.symbolic()
                  ? ShellText.quote(l.target())
                  : ShellText.path(HostPath.of(l.target())))
              + " "
              + temporary
              + "\n";
      case Effect.Remove r -> remove(r);
      case Effect.Run run -> command(run.command());
      case Effect.SaveLocally s -> throw new IllegalArgumentException("not the host's: " + s);
      case Effect.Reconnect r -> throw new IllegalArgumentException("not the host's: " + r);
      case Effect.Call c -> throw new IllegalArgumentException("not the host's: " + c.why());
    };
  }

  private String command(Command command) {
    return CommandText.of(
        new Command(
            command.argv(), merged(command.environment()), command.directory(), command.stdin()));
  }

  private Map<String, String> merged(Map<String, String> own) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(own);
    return all;
  }

  private static String remove(Effect.Remove effect) {
    String path = effect.path().normal().text();
    if (path.equals("/")
        || path.equals(".")
        || path.equals("~")
        || path.endsWith("/..")
        || path.equals("..")) {
      throw new HostException("refusing to remove " + effect.path());
    }
    return SshdKeep.before(effect.path())
        + "rm -rf -- "
        + ShellText.path(effect.path().normal())
        + "\n";
  }

  private String source(Effect.WriteFile write) {
    HostPath uploaded = uploads.get(write);
    if (uploaded != null) {
      return "exec <"
          + ShellText.path(uploaded)
          + " || exit 1\nrm -f -- "
          + ShellText.path(uploaded)
          + "\n";
    }
    Blob blob =
        switch (write.content()) {
          case Content.Bytes bytes -> bytes.blob();
          case Content.LocalFile file -> LocalContent.read(file);
        };
    return blob.size() == 0 ? "" : ShellText.print(blob) + " | ";
  }

  /**
   * How each effect ended, in order, up to the last that was begun.
   *
   * @throws HostException when the script broke off
   */
  public List<EffectOutcome> read(CommandOutput reply) {
    Map<String, Frames.Part> parts = frames.split(reply);
    List<EffectOutcome> out = new ArrayList<>();
    for (int i = 0; i < effects.size(); i++) {
      Frames.Part part = parts.get(Integer.toString(i));
      if (part == null) {
        if (reply.status() == TIMED_OUT) {
          throw new HostException(
              "the time limit was over in the middle of " + Describe.inWords(effects.get(i)));
        }
        if (reply.status() != 0) {
          throw new HostException(
              "broken off in the middle of "
                  + Describe.inWords(effects.get(i))
                  + ": "
                  + frames.loose(reply).orElse("exit status " + reply.status()));
        }
        break;
      }
      out.add(outcome(effects.get(i), part));
    }
    return out;
  }

  private static EffectOutcome outcome(Effect effect, Frames.Part part) {
    Map<String, String> details = new HashMap<>(part.details());
    double start = time(Optional.ofNullable(details.remove("start")));
    double end = time(Optional.ofNullable(details.remove("end")));
    CommandOutput output =
        new CommandOutput(part.status(), Blob.of(part.out()), Blob.of(part.err()));
    return new EffectOutcome(
        effect, ending(effect, part.status()), output, start, Math.max(0, end - start), details);
  }

  private static EffectOutcome.Ending ending(Effect effect, int status) {
    if (effect instanceof Effect.Run run) {
      return run.okStatuses().isEmpty() || run.okStatuses().contains(status)
          ? EffectOutcome.Ending.DONE
          : EffectOutcome.Ending.FAILED;
    }
    return switch (status) {
      case 0 -> EffectOutcome.Ending.DONE;
      case WriteScript.OVERTAKEN -> EffectOutcome.Ending.OVERTAKEN;
      default -> EffectOutcome.Ending.FAILED;
    };
  }

  /** busybox's date has no nanoseconds and leaves {@code %N} or nothing behind the point. */
  private static double time(Optional<String> text) {
    String digits = text.orElse("0").replaceFirst("\\.\\D*$", "");
    return Double.parseDouble(digits);
  }
}
