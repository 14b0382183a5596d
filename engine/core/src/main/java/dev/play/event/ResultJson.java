package dev.play.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.play.value.Value;
import java.io.IOException;

/** Results as JSON for people: keys in order, spaced as Python's json module does. */
public final class ResultJson {
  private static final DefaultPrettyPrinter PRETTY = pretty();
  private final JsonWriter writer = new JsonWriter(true);

  private static DefaultPrettyPrinter pretty() {
    DefaultIndenter indent = new DefaultIndenter("    ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(indent);
    printer.indentArraysWith(indent);
    return printer;
  }

  /** On several lines. */
  public String pretty(Value value) {
    return write(value, PRETTY.createInstance());
  }

  /** On one line. */
  public String line(Value value) {
    return write(value, new OneLine());
  }

  private String write(Value value, com.fasterxml.jackson.core.PrettyPrinter printer) {
    return writer.write(Value.toJava(value, secret -> Redactor.MASK), printer);
  }

  private static final class OneLine extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
      out.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(", ");
    }
  }
}
