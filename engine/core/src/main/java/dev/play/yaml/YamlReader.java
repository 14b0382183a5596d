package dev.play.yaml;

import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.vault.VaultSecrets;
import java.io.StringReader;
import java.util.Iterator;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads one text: SnakeYAML composes, {@link NodeConverter} makes nodes of it. */
final class YamlReader {
  /** What a plain scalar without a tag gets; its meaning is settled by {@link ScalarTypes}. */
  static final Tag PLAIN = new Tag("tag:play,plain");

  private static final int CODE_POINT_LIMIT = 256 * 1024 * 1024;
  private static final int NESTING_LIMIT = 200;

  private final String text;
  private final String name;
  private final VaultSecrets vault;
  private final boolean secret;
  private final Diagnostics problems;

  YamlReader(String text, String name, VaultSecrets vault, boolean secret, Diagnostics problems) {
    this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
    this.name = name;
    this.vault = vault;
    this.secret = secret;
    this.problems = problems;
  }

  Optional<Node> read() {
    SourceLines lines = new SourceLines(name, text);
    YamlMistakes mistakes = new YamlMistakes(lines);
    try {
      Iterator<org.yaml.snakeyaml.nodes.Node> documents =
          yaml().composeAll(new StringReader(lines.parsed())).iterator();
      if (!documents.hasNext()) {
        return Optional.empty();
      }
      org.yaml.snakeyaml.nodes.Node root = documents.next();
      if (documents.hasNext()) {
        Span second = lines.span(documents.next().getStartMark(), 1);
        problems.error(
            second,
            "a second document begins here; a file holds one",
            "remove the line `---` before it, or move it to a file of its own");
      }
      NodeConverter converter = new NodeConverter(lines, vault, secret, problems);
      return converter
          .convert(root)
          .filter(node -> !(node instanceof Node.Scalar scalar && scalar.isNull()));
    } catch (MarkedYAMLException e) {
      Diagnostic mistake = mistakes.explain(e);
      problems.add(secret ? mistake : JsonMistake.beside(mistake, name, text));
    } catch (ReaderException e) {
      problems.add(mistakes.explain(e));
    } catch (YAMLException | IllegalArgumentException e) {
      // The latter is SnakeYAML's for a tag that is none: `!<tag with blanks >`.
      problems.error(new Span(name, 0, 0, 1), name + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(CODE_POINT_LIMIT);
    options.setNestingDepthLimit(NESTING_LIMIT);
    options.setMaxAliasesForCollections(10_000); // NodeConverter limits what they blow up to
    options.setAllowRecursiveKeys(false);
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options),
        new Representer(unused),
        unused,
        options,
        new PlainResolver());
  }

  /** Leaves plain scalars alone. */
  private static final class PlainResolver extends Resolver {
    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      return kind == NodeId.scalar && implicit ? PLAIN : super.resolve(kind, value, false);
    }

    @Override
    protected void addImplicitResolvers() {
      // none: ScalarTypes follows PyYAML's rules more closely
    }
  }
}
