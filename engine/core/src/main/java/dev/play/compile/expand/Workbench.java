package dev.play.compile.expand;

import dev.play.compile.Step;
import dev.play.compile.keyword.KeywordCompiler;
import dev.play.compile.keyword.LoopCompiler;
import dev.play.compile.text.Texts;
import dev.play.compile.text.VarReader;
import dev.play.playbook.PlaybookParser;
import dev.play.playbook.TaskItem;
import dev.play.playbook.TaskParser;
import dev.play.schema.ModuleSpec;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tools for one compilation, and what it brings to light on the way. Not thread-safe: one for
 * each compilation.
 *
 * @param handlers of roles, in definition order
 * @param roleNames of roles in use, in order
 * @param included whether this is an include's own compilation
 * @param lenient whether no host may ever need it
 * @param lost errors for which there were only warnings, because of that
 */
record Workbench(
    Session session,
    Diagnostics problems,
    Texts texts,
    KeywordCompiler keywords,
    LoopCompiler loops,
    VarReader vars,
    StaticNames names,
    List<Step> handlers,
    Set<String> roleNames,
    Gaps gaps,
    boolean included,
    boolean lenient,
    List<Diagnostic> lost) {

  static Workbench create(Session session) {
    return create(session, false, false);
  }

  static Workbench create(Session session, boolean included, boolean lenient) {
    Diagnostics problems = new Diagnostics();
    Texts texts = new Texts(session.context().templates(), problems);
    return new Workbench(
        session,
        problems,
        texts,
        new KeywordCompiler(
            texts,
            problems,
            defaultsNames(session, problems),
            node -> session.listed().note(node, problems)),
        new LoopCompiler(texts, session.context().templates().library(), problems),
        new VarReader(problems),
        new StaticNames(session, texts, problems),
        new ArrayList<>(),
        new LinkedHashSet<>(),
        new Gaps(),
        included,
        lenient,
        new ArrayList<>());
  }

  private static KeywordCompiler.DefaultsNames defaultsNames(
      Session session, Diagnostics problems) {
    return new KeywordCompiler.DefaultsNames() {
      @Override
      public String shortName(String name) {
        return session
            .modules()
            .find(name)
            .map(ModuleSpec::name)
            .orElse(name.substring(name.lastIndexOf('.') + 1));
      }

      @Override
      public Optional<Set<String>> members(String group) {
        return session.groups().members(group, problems).map(this::kept);
      }

      private Set<String> kept(Set<String> names) {
        Set<String> all = new LinkedHashSet<>();
        names.forEach(n -> all.add(session.modules().find(n).map(ModuleSpec::name).orElse(n)));
        return all;
      }
    };
  }

  PlaybookParser playbooks() {
    return new PlaybookParser(session.modules(), problems);
  }

  /** The tasks of a file; what is wrong with it is noted. */
  List<TaskItem> tasks(Path file, Place place) {
    YamlFile read = session.file(file);
    boolean noList = read.root().isPresent() && !(read.root().get() instanceof Node.Sequence);
    Diagnostics own = new Diagnostics();
    read.problems().forEach(own::add);
    List<TaskItem> items =
        new TaskParser(session.modules(), own).tasks(read.root(), place.handlers());
    if (noList && lenient) {
      lose(own);
    } else {
      own.all().forEach(problems::add);
    }
    if (noList || read.root().isEmpty()) {
      gaps.note();
    }
    return items;
  }

  /** Files that cannot be had, where no host may ever get to them: warned of, and kept in mind. */
  void lose(Diagnostics errors) {
    lost.addAll(errors.all());
    errors.all().forEach(d -> problems.add(d.asWarning()));
  }
}
