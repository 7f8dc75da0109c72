package io.midwatch.demo.importer;

import io.midwatch.demo.importer.OrderFile.FileLine;
import io.midwatch.demo.importer.OrderFile.FileOrder;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads order files. Refuses document type declarations, so neither entities nor external files are
 * ever touched. Thread-safe.
 */
final class OrderFileParser {
  private static final int MAX_LINES = 1000;
  private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

  OrderFileParser() {
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  /**
   * Parses one file.
   *
   * @throws OrderFileException when it is not well-formed, declares a document type, misses an
   *     attribute, has a number out of bounds, more than 1000 lines or no order
   */
  OrderFile parse(String xml) {
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new StringReader(xml));
      try {
        return read(in);
      } finally {
        in.close();
      }
    } catch (XMLStreamException e) {
      throw new OrderFileException("Not well-formed: " + e.getMessage(), e);
    }
  }

  private static OrderFile read(XMLStreamReader in) throws XMLStreamException {
    String customer = "";
    String user = "";
    int count = 0;
    var orders = new ArrayList<FileOrder>();
    List<FileLine> lines = new ArrayList<>();
    while (in.hasNext()) {
      int event = in.next();
      if (event == XMLStreamConstants.DTD) {
        throw new OrderFileException("A document type declaration is not allowed");
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        switch (in.getLocalName()) {
          case "orders" -> customer = attribute(in, "customer");
          case "order" -> {
            user = attribute(in, "user");
            lines = new ArrayList<>();
          }
          case "line" -> {
            if (++count > MAX_LINES) {
              throw new OrderFileException("More than " + MAX_LINES + " lines");
            }
            lines.add(
                new FileLine(
                    number(in, "product", 1, Long.MAX_VALUE),
                    (int) number(in, "quantity", 1, 1000)));
          }
          default -> throw new OrderFileException("Unknown element at " + place(in));
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && in.getLocalName().equals("order")) {
        orders.add(new FileOrder(user, lines));
      }
    }
    if (customer.isEmpty() || orders.isEmpty()) {
      throw new OrderFileException("The file names no customer or has no order");
    }
    return new OrderFile(customer, orders);
  }

  private static String attribute(XMLStreamReader in, String name) {
    String value = in.getAttributeValue(null, name);
    if (value == null || value.isBlank()) {
      throw new OrderFileException("Attribute '" + name + "' is missing at " + place(in));
    }
    return value;
  }

  private static long number(XMLStreamReader in, String name, long min, long max) {
    String text = attribute(in, name);
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new OrderFileException("Attribute '" + name + "' is not a number at " + place(in), e);
    }
    throw new OrderFileException(
        "Attribute '" + name + "' is not within " + min + ".." + max + " at " + place(in));
  }

  private static String place(XMLStreamReader in) {
    return "line "
        + in.getLocation().getLineNumber()
        + ", column "
        + in.getLocation().getColumnNumber();
  }
}
