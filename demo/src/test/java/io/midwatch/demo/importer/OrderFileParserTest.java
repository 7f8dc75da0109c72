package io.midwatch.demo.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderFileParserTest {
  private static final String GOOD =
      """
      <orders customer="globex">
        <order user="globex-u1"><line product="17" quantity="2"/><line product="4" quantity="1"/></order>
        <order user="globex-u2"><line product="9" quantity="1000"/></order>
      </orders>\
      """;

  private final OrderFileParser parser = new OrderFileParser();

  @Test
  void readsOrdersAndLines() {
    OrderFile file = parser.parse(GOOD);
    assertThat(file.customer()).isEqualTo("globex");
    assertThat(file.lineCount()).isEqualTo(3);
    assertThat(file.orders().get(0).lines().get(0)).isEqualTo(new OrderFile.FileLine(17, 2));
    assertThat(file.orders().get(1).user()).isEqualTo("globex-u2");
  }

  @Test
  void refusesAnEntityOfAnExternalFile(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "TOP-SECRET");
    String xml =
        "<!DOCTYPE orders [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]>\n"
            + GOOD.replace("</order>", "&x;</order>");
    assertThatExceptionOfType(OrderFileException.class)
        .isThrownBy(() -> parser.parse(xml))
        .withMessageNotContaining("TOP-SECRET");
  }

  @Test
  void refusesAnyDocumentTypeEvenAHarmlessOne() {
    assertThatExceptionOfType(OrderFileException.class)
        .isThrownBy(() -> parser.parse("<!DOCTYPE orders>" + GOOD))
        .withMessageContaining("document type");
  }

  @Test
  void refusesExpandingEntities() {
    String bomb =
        "<!DOCTYPE o [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
            + GOOD.replace("globex-u1", "&b;");
    assertThatExceptionOfType(OrderFileException.class).isThrownBy(() -> parser.parse(bomb));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cut off                | <orders customer="a"><order user="u">                                             | Not well-formed
          no order               | <orders customer="a"/>                                                            | no order
          no customer            | <orders><order user="u"/></orders>                                                | is missing at line 1
          quantity is a word     | <orders customer="a"><order user="u"><line product="1" quantity="x"/></order></orders>    | not a number
          quantity is too large  | <orders customer="a"><order user="u"><line product="1" quantity="1001"/></order></orders> | not within 1..1000
          unknown element        | <orders customer="a"><script/></orders>                                           | Unknown element
          """)
  void saysWhyAFileIsRefused(String name, String xml, String reason) {
    assertThatExceptionOfType(OrderFileException.class)
        .as(name)
        .isThrownBy(() -> parser.parse(xml))
        .withMessageContaining(reason);
  }

  @Test
  void refusesMoreLinesThanItTakes() {
    String lines = "<line product=\"1\" quantity=\"1\"/>".repeat(1001);
    assertThatExceptionOfType(OrderFileException.class)
        .isThrownBy(() ->
            parser.parse("<orders customer=\"a\"><order user=\"u\">" + lines + "</order></orders>"))
        .withMessageContaining("More than 1000");
  }

  @Test
  void answersDamagedFilesWithItsOwnExceptionOnly() {
    var random = new Random(11);
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      var xml = new StringBuilder(GOOD);
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        xml.setCharAt(random.nextInt(xml.length()), (char) random.nextInt(128));
      }
      try {
        parser.parse(xml.toString());
      } catch (OrderFileException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }
}
