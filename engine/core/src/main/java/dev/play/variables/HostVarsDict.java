package dev.play.variables;

import dev.play.host.HostName;
import dev.play.template.LazyDict;
import dev.play.value.Value;
import java.util.Collection;
import java.util.Optional;

/** {@code hostvars}: each host's own variables, looked up when asked for. */
final class HostVarsDict implements LazyDict {
  private final PlayVariables play;

  HostVarsDict(PlayVariables play) {
    this.play = play;
  }

  @Override
  public Optional<Value> get(Value key) {
    String name =
        switch (key) {
          case Value.Text(String text) -> text;
          case Value.Secret(Value.Text(String text)) -> text;
          default -> "";
        };
    if (name.isBlank()) {
      return Optional.empty();
    }
    HostName host = new HostName(name);
    return play.inventory().host(host).map(h -> new ScopeDict(play.bareScope(host), true));
  }

  @Override
  public Collection<Value> keys() {
    return play.inventory().hosts().stream().<Value>map(h -> Value.text(h.name())).toList();
  }

  @Override
  public String toString() {
    return "<hostvars>";
  }
}
