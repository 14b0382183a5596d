package dev.play.task;

import dev.play.host.HostName;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A view that keeps in mind what it was asked. */
final class RecordingView implements HostView {
  private final HostView view;
  private final Set<Probe<?>> asked = new HashSet<>();

  RecordingView(HostView view) {
    this.view = view;
  }

  Set<Probe<?>> asked() {
    return asked;
  }

  @Override
  public <T> Observed<T> read(Probe<T> probe) {
    asked.add(probe);
    return view.read(probe);
  }

  @Override
  public void need(List<? extends Probe<?>> probes) {
    asked.addAll(probes);
    view.need(probes);
  }

  @Override
  public HostName name() {
    return view.name();
  }

  @Override
  public ControllerFiles files() {
    return view.files();
  }

  @Override
  public long nonce() {
    return view.nonce();
  }
}
