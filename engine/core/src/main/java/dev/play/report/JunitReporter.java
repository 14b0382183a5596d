package dev.play.report;

import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.event.EventSink;
import dev.play.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a run as JUnit XML when it is over: a test suite for each play, a case for each host's
 * task.
 */
public final class JunitReporter implements EventSink {
  private record Suite(String play, List<Event.HostTaskFinished> cases) {}

  private final Path file;
  private final List<Suite> suites = new ArrayList<>();

  public JunitReporter(Path file) {
    this.file = file;
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.PlayStarted e -> suites.add(new Suite(e.name(), new ArrayList<>()));
      case Event.HostTaskFinished e when !suites.isEmpty() -> suites.getLast().cases().add(e);
      case Event.RunEnded e -> write();
      default -> {}
    }
  }

  private void write() {
    try (var out = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      for (Suite suite : suites) {
        suite(xml, suite);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (IOException | XMLStreamException e) {
      throw new HostException(file + " cannot be written: " + e.getMessage(), false, e);
    }
  }

  private static void suite(XMLStreamWriter xml, Suite suite) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", clean(suite.play()));
    xml.writeAttribute("tests", String.valueOf(suite.cases().size()));
    xml.writeAttribute(
        "failures", String.valueOf(suite.cases().stream().filter(c -> fails(c.ended())).count()));
    for (Event.HostTaskFinished one : suite.cases()) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", one.host().name());
      xml.writeAttribute("name", clean(one.task().full()));
      xml.writeAttribute("file", one.task().span().toString());
      xml.writeAttribute(
          "time", String.format(Locale.ROOT, "%.3f", one.took().toMillis() / 1000.0));
      result(xml, one.ended());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static boolean fails(Ended ended) {
    return !ended.status().good() && !ended.ignored() && !ended.rescued();
  }

  private static void result(XMLStreamWriter xml, Ended ended) throws XMLStreamException {
    String message = clean(ended.text("msg").or(ended::because).orElse(""));
    switch (ended.status()) {
      case FAILED, UNREACHABLE -> {
        if (fails(ended)) {
          xml.writeStartElement("failure");
          xml.writeAttribute("message", message);
          xml.writeEndElement();
        }
      }
      case SKIPPED, UNKNOWN -> {
        xml.writeStartElement("skipped");
        xml.writeAttribute("message", message);
        xml.writeEndElement();
      }
      case OK, CHANGED, WOULD_CHANGE -> {}
    }
  }

  /** Without the control characters that XML cannot hold. */
  private static String clean(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?");
  }
}
