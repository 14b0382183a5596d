package dev.play.compile.keyword;

import dev.play.compile.Keywords;
import dev.play.compile.text.Fixed;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.value.Value;
import java.util.Optional;

/** What local_action stands for: a task delegated to localhost. */
public final class Delegation {
  private Delegation() {}

  public static Keywords toLocalhost(Keywords k, Span span) {
    Optional<Compiled> localhost = Optional.of(new Fixed(new Value.Text("localhost"), span));
    return new Keywords(
        k.name(),
        k.when(),
        k.loop(),
        k.register(),
        k.changedWhen(),
        k.failedWhen(),
        k.until(),
        k.retries(),
        k.delay(),
        k.ignoreErrors(),
        k.ignoreUnreachable(),
        k.become(),
        k.connection(),
        k.remoteUser(),
        k.port(),
        k.timeout(),
        localhost,
        k.delegateFacts(),
        k.runOnce(),
        k.checkMode(),
        k.diff(),
        k.noLog(),
        k.anyErrorsFatal(),
        k.throttle(),
        k.async(),
        k.poll(),
        k.debugger(),
        k.environment(),
        k.notifies(),
        k.listens(),
        k.tags(),
        k.moduleDefaults());
  }
}
