package io.midwatch.query.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Resource;
import io.midwatch.model.Severity;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternGroupsTest {
  private final PatternGroups groups = new PatternGroups(3);

  @Test
  void bodiesThatDifferInValuesAreOneGroup() {
    groups.add(log(30, 9, "Order 4711 of 'ann' not found"), "shop", 2);
    groups.add(log(10, 17, "Order 12 of 'bob' not found"), "billing", 0);
    groups.add(log(20, 9, "Order 12 found"), "shop", 1);

    LogPattern first = groups.patterns().getFirst();
    assertThat(first)
        .isEqualTo(
            new LogPattern(
                "Order * of * not found",
                2,
                10,
                30,
                Severity.ERROR,
                List.of("shop", "billing"),
                false,
                List.of(1L, 0L, 1L),
                "Order 4711 of 'ann' not found",
                "/^Order .+ of .+ not found$/"));
    assertThat(groups.patterns()).hasSize(2);
  }

  @Test
  void whatComesWhenThereAreGroupsEnoughIsOnlyCounted() {
    for (int i = 0; i < PatternGroups.MOST + 50; i++) {
      groups.add(log(i, 9, "word " + letters(i)), "shop", 0);
    }
    groups.add(log(1, 9, "word " + letters(0)), "shop", 7);

    assertThat(groups.patterns()).hasSize(PatternGroups.MOST);
    assertThat(groups.other()).isEqualTo(50);
    assertThat(groups.looked()).isEqualTo(PatternGroups.MOST + 51);
    assertThat(groups.patterns().getFirst().counts())
        .as("the nearest step")
        .isEqualTo(List.of(1L, 0L, 1L));
  }

  @Test
  void namesAndExamplesAreBounded() {
    for (int i = 0; i < 20; i++) {
      groups.add(log(i, 0, "x".repeat(100_000)), "service-" + i, 0);
    }

    LogPattern pattern = groups.patterns().getFirst();
    assertThat(pattern.services()).hasSize(PatternGroups.MOST_SERVICES);
    assertThat(pattern.moreServices()).isTrue();
    assertThat(pattern.example()).hasSize(PatternGroups.LONGEST_EXAMPLE);
    assertThat(pattern.template().length()).isLessThanOrEqualTo(300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain words",
        "a / b",
        "Connect to db-1.prod:5432 [db-1/10.0.0.7] refused",
        "cart{id=7, owner=ann@shop.example} is empty",
        "no rows in [1, 2, 3]",
        "took 1500 ms (of 2 s)",
        "100% \"quoted\" $x ^y |z {a} \\d+ C:\\temp\\x 'it''s'",
        "tab\there, \u001b[31mred\u001b[0m\nsecond line 7",
        " leading and trailing ",
        "two  blanks",
        "Ünïcode 🙂 naïve — Größe 7",
        "half \ud83d of a pair",
        "{\"level\":\"info\",\"n\":5}",
        "* literal star * 5"
      })
  void aSearchFindsItsBodies(String body) {
    groups.add(log(1, 9, body), "shop", 0);

    String search = Objects.requireNonNull(groups.patterns().getFirst().search());
    assertThat(search).startsWith("/").endsWith("/");
    String pattern = search.substring(1, search.length() - 1);
    assertThat(pattern).as("a slash would end it").doesNotContain("/");
    assertThat(Pattern.compile(pattern).matcher(body).find()).as(search).isTrue();
    assertThat(Pattern.compile(pattern).matcher("something else").find()).isFalse();
  }

  @Test
  void aLongBodyIsFoundByItsBeginning() {
    String body = "and so on, ".repeat(1_000);
    groups.add(log(1, 9, body), "shop", 0);

    String search = Objects.requireNonNull(groups.patterns().getFirst().search());
    assertThat(Pattern.compile(search.substring(1, search.length() - 1)).matcher(body).find())
        .isTrue();
  }

  @Test
  void bodiesThatAreNoTextCannotBeSearchedFor() {
    groups.add(log(1, 9, AttributeValue.ofStrings("a", "b")), "shop", 0);

    assertThat(groups.patterns().getFirst().search()).isNull();
  }

  private static String letters(int number) {
    StringBuilder word = new StringBuilder("k");
    for (int rest = number; rest > 0; rest /= 16) {
      word.append((char) ('g' + rest % 16));
    }
    return word.toString();
  }

  private static LogRecord log(long at, int severity, String body) {
    return log(at, severity, AttributeValue.of(body));
  }

  private static LogRecord log(long at, int severity, AttributeValue body) {
    return new LogRecord(
        at,
        0,
        severity,
        "",
        body,
        "",
        Attributes.empty(),
        0,
        0,
        null,
        null,
        Resource.of(Attributes.empty()),
        InstrumentationScope.of("test"));
  }
}
