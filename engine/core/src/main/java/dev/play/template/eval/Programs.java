package dev.play.template.eval;

import dev.play.template.FileOptions;
import dev.play.template.TemplateCompiler;
import dev.play.template.TemplateLoader;
import dev.play.template.library.Library;
import dev.play.value.Value;

/** Where an evaluation gets further compiled texts from. */
public interface Programs {
  Library library();

  TemplateCompiler compiler();

  /** The code of a variable's template; templates inside its lists and dictionaries are left. */
  Code code(Value.Template template);

  /** A template that another one uses. */
  Unit unit(TemplateLoader.Source source, FileOptions options);
}
