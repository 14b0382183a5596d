package dev.play.template.mustache;

import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheResolver;
import com.github.mustachejava.SpecMustacheFactory;
import dev.play.template.TemplateLoader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;

/** mustache.java with our values, nothing escaped, partials through the scope's loader. */
final class StrictFactory extends SpecMustacheFactory {
  StrictFactory(MustacheResolver partials) {
    super(partials);
    setObjectHandler(new ValueHandler());
  }

  /** For reading a template only: partials count as empty. */
  static StrictFactory forReading() {
    return new StrictFactory(name -> new StringReader(""));
  }

  static StrictFactory with(TemplateLoader loader) {
    return new StrictFactory(name -> partial(name, loader));
  }

  private static Reader partial(String name, TemplateLoader loader) {
    return loader
        .load(name)
        .or(
            () ->
                name.endsWith(".mustache")
                    ? java.util.Optional.empty()
                    : loader.load(name + ".mustache"))
        .map(source -> new StringReader(source.text()))
        .orElseThrow(() -> new MustacheException("there is no partial " + name));
  }

  @Override
  public String resolvePartialPath(String directory, String name, String extension) {
    return name;
  }

  @Override
  public void encode(String value, Writer writer) {
    try {
      writer.write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
