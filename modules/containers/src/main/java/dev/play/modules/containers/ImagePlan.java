package dev.play.modules.containers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.PathExpansion;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.image.Archive;
import dev.play.modules.containers.image.Build;
import dev.play.modules.containers.image.ImageName;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has to be done to an image. */
final class ImagePlan {
  private final DockerImage.Args args;
  private final HostView host;
  private final DockerClient docker;
  private final ImageName name;
  private final List<Effect> effects = new ArrayList<>();

  /** Whether something surely changes, beside what only its output tells. */
  private boolean sure;

  private int builds = -1;
  private int pushes = -1;

  ImagePlan(DockerImage.Args args, HostView host) {
    this.args = args;
    this.host = host;
    docker = args.client();
    name = args.image();
  }

  Plan plan() {
    Optional<JsonNode> now = docker.inspect(host, "image", name.text());
    if (args.state() == DockerImage.State.ABSENT) {
      return Plan.change(
          now.isPresent() ? List.of(remove()) : List.of(),
          TaskResult.of("image", Value.EMPTY_DICT));
    }
    boolean fetched = now.isEmpty() || args.forceSource();
    if (fetched) {
      fetch(now);
    }
    boolean stays = effects.isEmpty();
    args.archivePath().ifPresent(file -> archive(now, file, stays));
    Optional<ImageName> further = args.furtherName();
    if (further.isPresent()) {
      tag(now, further.get(), stays);
    }
    if (args.push()) {
      String pushed = further.orElse(name).text();
      pushes = effects.size();
      effects.add(docker.run(List.of("image", "push", pushed), "push " + pushed));
    }
    return effects.isEmpty()
        ? Plan.same(TaskResult.of("image", Json.value(now.orElseThrow())))
        : finished(now);
  }

  private Effect remove() {
    List<String> words = new ArrayList<>(List.of("image", "rm"));
    if (args.forceAbsent()) {
      words.add("--force");
    }
    words.add(name.text());
    return docker.run(words, "remove image " + name.text());
  }

  private void fetch(Optional<JsonNode> now) {
    switch (args.source().orElseThrow()) {
      case BUILD -> {
        builds = effects.size();
        effects.add(docker.run(build(), "build " + name.text()));
        sure = now.isEmpty();
      }
      case PULL -> {
        List<String> words = new ArrayList<>(List.of("image", "pull", "--quiet"));
        args.platform().ifPresent(p -> words.add("--platform=" + p));
        words.add(name.text());
        effects.add(docker.run(words, "pull " + name.text()));
        sure = now.isEmpty();
      }
      case LOAD -> load(now);
      case LOCAL -> {
        if (now.isEmpty()) {
          throw new ModuleFailure("Cannot find the image " + name.text() + " locally.");
        }
      }
    }
  }

  private Command build() {
    Build build = Build.of(args.build().orElseThrow());
    HostPath context = PathExpansion.of(build.path(), host);
    if (!host.known(new Probe.FileAt(context, true)).isDirectory()) {
      throw new ModuleFailure("Requested build path " + context + " could not be found");
    }
    return build.command(docker, name, context, "image", "build");
  }

  private void load(Optional<JsonNode> now) {
    HostPath file = args.loadPath().orElseThrow();
    if (!host.known(new Probe.FileAt(file, true)).isFile()) {
      throw new ModuleFailure(
          "Error loading image " + name.text() + ". Specified path " + file + " does not exist.");
    }
    Archive archive =
        Archive.at(file, host)
            .orElseThrow(() -> new ModuleFailure(file + " is no archive of images"));
    Archive.Image held =
        archive
            .find(name)
            .orElseThrow(
                () -> new ModuleFailure("the archive " + file + " has no image " + name.text()));
    if (now.isPresent() && now.get().path("Id").asText().equals(held.id())) {
      return;
    }
    effects.add(
        docker.run(
            List.of("image", "load", "--quiet", "--input=" + file),
            "load " + name.text() + " from " + file));
    // With containerd's store an id is another digest than the one that the archive tells.
    sure = now.filter(i -> i.has("Descriptor")).isEmpty();
  }

  private void archive(Optional<JsonNode> now, HostPath file, boolean stays) {
    boolean held =
        stays
            && Archive.at(file, host)
                .filter(a -> a.images().size() == 1)
                .flatMap(a -> a.find(name))
                .filter(i -> now.filter(n -> isImage(n, i)).isPresent())
                .isPresent();
    if (held) {
      return;
    }
    Set<Resource> touched = new HashSet<>(DockerClient.touched());
    touched.add(Resource.path(file));
    Effect.Run save =
        docker.run(
            List.of("image", "save", "--output=" + file, name.text()),
            "archive " + name.text() + " in " + file);
    effects.add(
        new Effect.Run(save.command(), save.why(), touched, save.predicts(), save.okStatuses()));
    sure = true;
  }

  private static boolean isImage(JsonNode now, Archive.Image held) {
    return now.has("Descriptor") || now.path("Id").asText().equals(held.id());
  }

  private void tag(Optional<JsonNode> now, ImageName further, boolean stays) {
    Optional<JsonNode> other = docker.inspect(host, "image", further.text());
    boolean same = now.isPresent() && other.filter(o -> id(o).equals(id(now.get()))).isPresent();
    if ((same && stays) || (other.isPresent() && !args.forceTag())) {
      return;
    }
    effects.add(
        docker.run(
            List.of("image", "tag", name.text(), further.text()),
            "tag " + name.text() + " as " + further.text()));
    sure |= !same;
  }

  private static JsonNode id(JsonNode image) {
    return image.path("Id");
  }

  private Plan finished(Optional<JsonNode> now) {
    effects.add(docker.look("image", name.text()));
    String before = now.map(n -> id(n).asText()).orElse("");
    boolean known = sure;
    int pushed = pushes;
    int built = builds;
    java.util.function.Function<List<Plan.Outcome>, TaskResult> told =
        outcomes -> {
          TaskResult out = DockerClient.told(TaskResult.EMPTY, "image", outcomes.getLast());
          if (built >= 0) {
            out = out.with("stdout", outcomes.get(built).output().out());
          }
          boolean moved =
              out.values().get("image").orElse(Value.NONE) instanceof Value.Dict image
                  && !image.get("Id").equals(Optional.of(new Value.Text(before)));
          boolean sent =
              pushed >= 0
                  && outcomes.get(pushed).output().out().matches("(?s).*: (Pushed|Mounted from).*");
          return out.changed(known || moved || sent);
        };
    return known
        ? Plan.run(effects, told)
        : new Plan.Perhaps(effects, told, "until " + name.text() + " is " + verb());
  }

  private String verb() {
    return effects.size() == 2 && pushes == 0
        ? "pushed"
        : switch (args.source().orElseThrow()) {
          case BUILD -> "built";
          case LOAD -> "loaded";
          case PULL -> "pulled";
          case LOCAL -> "pushed";
        };
  }
}
