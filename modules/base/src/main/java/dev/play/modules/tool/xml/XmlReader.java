package dev.play.modules.tool.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;

/**
 * Reads a document into a tree that remembers in which order attributes are written. Loads nothing
 * from elsewhere.
 */
final class XmlReader extends DefaultHandler2 {
  /** User data of an element: the names of its attributes, in order. */
  static final String ORDER = "order";

  private final Document document;
  private final boolean withCdata;
  private Node at;
  private boolean inCdata;
  private boolean inDtd;
  private final StringBuilder text = new StringBuilder();

  private XmlReader(Document document, boolean withCdata) {
    this.document = document;
    this.withCdata = withCdata;
    this.at = document;
  }

  /**
   * @param withCdata keeps CDATA sections apart from other text
   * @throws IllegalArgumentException where it is no XML
   */
  static Document read(byte[] bytes, boolean withCdata) {
    try {
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://xml.org/sax/features/namespace-prefixes", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      XMLReader reader = factory.newSAXParser().getXMLReader();
      XmlReader handler = new XmlReader(document, withCdata);
      reader.setContentHandler(handler);
      reader.setErrorHandler(handler);
      reader.setEntityResolver(handler);
      reader.setProperty("http://xml.org/sax/properties/lexical-handler", handler);
      reader.parse(new InputSource(new ByteArrayInputStream(bytes)));
      return document;
    } catch (SAXParseException e) {
      throw new IllegalArgumentException(
          e.getMessage() + ", line " + e.getLineNumber() + ", column " + e.getColumnNumber(), e);
    } catch (SAXException | IOException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's parser can do that", e);
    }
  }

  @Override
  public InputSource resolveEntity(String name, String publicId, String base, String systemId) {
    return new InputSource(new StringReader(""));
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e;
  }

  @Override
  public void startElement(String uri, String local, String name, Attributes attributes) {
    flush();
    Element element = document.createElementNS(uri.isEmpty() ? null : uri, name);
    List<String> order = new ArrayList<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      String key = attributes.getQName(i);
      boolean declares = key.equals("xmlns") || key.startsWith("xmlns:");
      String space = declares ? XMLConstants.XMLNS_ATTRIBUTE_NS_URI : attributes.getURI(i);
      element.setAttributeNS(space.isEmpty() ? null : space, key, attributes.getValue(i));
      order.add(key);
    }
    element.setUserData(ORDER, order, null);
    at.appendChild(element);
    at = element;
  }

  @Override
  public void endElement(String uri, String local, String name) {
    flush();
    at = at.getParentNode();
  }

  @Override
  public void characters(char[] chars, int start, int length) {
    text.append(chars, start, length);
  }

  private void flush() {
    if (!text.isEmpty() && at != document) {
      at.appendChild(document.createTextNode(text.toString()));
    }
    text.setLength(0);
  }

  @Override
  public void startCDATA() {
    if (withCdata) {
      flush();
      inCdata = true;
    }
  }

  @Override
  public void endCDATA() {
    if (inCdata) {
      at.appendChild(document.createCDATASection(text.toString()));
      text.setLength(0);
      inCdata = false;
    }
  }

  @Override
  public void startDTD(String name, String publicId, String systemId) {
    inDtd = true;
  }

  @Override
  public void endDTD() {
    inDtd = false;
  }

  @Override
  public void comment(char[] chars, int start, int length) {
    if (!inDtd) {
      flush();
      at.appendChild(document.createComment(new String(chars, start, length)));
    }
  }

  @Override
  public void processingInstruction(String target, String data) {
    if (!inDtd) {
      flush();
      at.appendChild(document.createProcessingInstruction(target, data));
    }
  }
}
