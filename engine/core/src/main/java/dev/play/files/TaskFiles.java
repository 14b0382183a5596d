package dev.play.files;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.FileOptions;
import dev.play.template.LookupContext;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The controller's files as one task of one host sees them. */
public final class TaskFiles implements ControllerFiles {
  private final Controller controller;
  private final SearchPath search;
  private final Scope scope;
  private final PlainFiles plain;

  /**
   * @param scope the variables that templates are rendered with
   */
  public TaskFiles(Controller controller, SearchPath search, Scope scope) {
    this.controller = controller;
    this.search = search;
    this.scope = scope;
    this.plain = new PlainFiles(controller.vault());
  }

  @Override
  public Path find(Purpose purpose, String name) {
    String directory = purpose.name().toLowerCase(Locale.ROOT);
    return search
        .find(directory, name)
        .orElseThrow(
            () ->
                new ModuleFailure(
                    "Could not find or access '"
                        + name
                        + "'\nSearched in:\n\t"
                        + search.places(directory, name).stream()
                            .map(Path::toString)
                            .collect(Collectors.joining("\n\t"))
                        + " on the Ansible Controller.\nIf you are using a module and expect the"
                        + " file to exist on the remote, see the remote_src option"));
  }

  private ModuleFailure unreadable(Path file, IOException why) {
    if (why instanceof ClosedVault closed) {
      return new ModuleFailure(String.valueOf(closed.getMessage()));
    }
    return new ModuleFailure(
        controller.yaml().nameOf(file) + " cannot be read on the controller: " + why.getMessage());
  }

  @Override
  public Content content(Path file) {
    try {
      if (!plain.isVault(file)) {
        return controller.digests().content(file);
      }
      LookupContext.FileContent content = plain.read(file);
      return new Content.Bytes(Blob.of(content.bytes()), content.secret());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public String digest(Path file, DigestAlgorithm algorithm) {
    try {
      return controller.digests().of(file, algorithm);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public Blob read(Path file) {
    try {
      return Blob.of(plain.read(file).bytes());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public List<String> list(Path directory) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> below = Files.walk(directory)) {
      below
          .filter(path -> !path.equals(directory))
          .forEach(path -> found.add(directory.relativize(path).toString()));
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
    found.sort(
        (a, b) ->
            java.util.Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    return List.copyOf(found);
  }

  @Override
  public int mode(Path file) {
    try {
      Object mode = Files.getAttribute(file, "unix:mode");
      return mode instanceof Integer bits
          ? bits & 07777
          : bits(Files.getPosixFilePermissions(file));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      throw new ModuleFailure(
          "the permissions of " + controller.yaml().nameOf(file) + " cannot be read: " + e);
    }
  }

  /** Java's names are in the order of the bits, from the owner's r down. */
  private static int bits(Set<PosixFilePermission> permissions) {
    int bits = 0;
    for (PosixFilePermission permission : permissions) {
      bits |= 0400 >> permission.ordinal();
    }
    return bits;
  }

  @Override
  public Content render(Path template, Map<String, String> options) {
    String fileName = controller.yaml().nameOf(template);
    try {
      LookupContext.FileContent content = plain.read(template);
      Compiled compiled =
          compile(new String(content.bytes(), StandardCharsets.UTF_8), fileName, options);
      return rendered(compiled.evaluate(inside(template, options)), content.secret());
    } catch (IOException e) {
      throw unreadable(template, e);
    } catch (EvaluationException e) {
      throw failure(e);
    }
  }

  private static ModuleFailure failure(EvaluationException mistake) {
    boolean undefined = mistake.kind() == EvaluationException.Kind.UNDEFINED;
    return new ModuleFailure(
        (undefined ? "AnsibleUndefinedVariable: " : "")
            + mistake.message()
            + mistake.span().map(s -> " (" + s + ")").orElse("")
            + mistake.hint().map(h -> ": " + h).orElse(""));
  }

  /** The task's variables, with includes looked for beside the template too. */
  private Scope inside(Path template, Map<String, String> options) {
    Path beside = template.toAbsolutePath().getParent();
    List<Path> directories = new ArrayList<>(search.directories());
    if (beside != null) {
      directories.addFirst(beside);
    }
    return new TemplateScope(
        scope.with(new TemplateVariables(controller).of(template, options)),
        new FileTemplates(
            controller, new SearchPath(directories, search.playbook(), search.home())));
  }

  private Compiled compile(String text, String fileName, Map<String, String> options) {
    Diagnostics problems = new Diagnostics();
    Compiled compiled;
    if (fileName.endsWith(".mustache")) {
      compiled = controller.templates().mustache(text, fileName, problems);
    } else {
      compiled = controller.templates().file(text, fileName, fileOptions(options), problems);
    }
    for (Diagnostic problem : problems.all()) {
      if (problem.severity() == Diagnostic.Severity.ERROR) {
        throw failure(EvaluationException.of(problem));
      }
    }
    return compiled;
  }

  private static FileOptions fileOptions(Map<String, String> options) {
    FileOptions chosen = FileOptions.TEMPLATE_MODULE;
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (option.getKey().equals("src") || option.getKey().equals("dest")) {
        continue;
      }
      try {
        chosen = chosen.with(option.getKey(), option.getValue());
      } catch (IllegalArgumentException e) {
        throw new ModuleFailure(String.valueOf(e.getMessage()));
      }
    }
    return chosen;
  }

  private static Content rendered(Value value, boolean secret) {
    return switch (value) {
      case Value.Secret(Value hidden) -> rendered(hidden, true);
      case Value.Unknown(String because) -> throw new HostView.UnknownHere(because);
      default -> new Content.Bytes(Blob.of(PythonText.str(value)), secret);
    };
  }

  @Override
  public Path destination(String name) {
    return HomeDirectories.of(controller.home())
        .expand(name)
        .orElseGet(() -> search.playbook().resolve(name).normalize());
  }
}
