package io.midwatch.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.query.overview.Overview;
import io.midwatch.query.overview.OverviewPart;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.AbandonedException;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.ui.TestStore;
import io.midwatch.ui.deploys.Changes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one part of the Overview could not read, the whole says. */
class OverviewTrustTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-17T03:17:46Z"));
  private static final Window HOUR = Window.of(new TimeRange(0, 3_600_000_000_000L));

  private final TestStore store = TestStore.empty(CLOCK);

  @ParameterizedTest
  @ValueSource(strings = {"requests", "databases", "queues", "third_parties", "tenants"})
  void tableThatWasNotReadWholeIsNamed(String table) {
    assertDistrusted(cutting(query -> query.table().equals(table)), table);
    assertThat(overview(store.rollups()).completeness().complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"requests, 0", "requests, 1", "requests, 3", "third_parties, 1"})
  void windowBeforeThatWasNotReadWholeIsNamed(String table, int dimensions) {
    assertDistrusted(
        cutting(query ->
            query.table().equals(table)
                && query.groupBy().size() == dimensions
                && query.stepNanos() == 0
                && query.range().equals(HOUR.reference().range())),
        table);
  }

  @ParameterizedTest
  @CsvSource({"requests, 0", "requests, 1", "third_parties, 1"})
  void chartThatWasNotReadWholeIsNamed(String table, int dimensions) {
    assertDistrusted(
        cutting(query ->
            query.table().equals(table)
                && query.groupBy().size() == dimensions
                && query.stepNanos() > 0
                && query.range().equals(HOUR.range())),
        table);
  }

  @Test
  void chartOfTheWindowBeforeThatWasNotReadWholeIsNamed() {
    assertDistrusted(
        cutting(query -> query.stepNanos() > 0 && query.range().equals(HOUR.reference().range())),
        "requests");
  }

  /** The figures of all requests are read of the same table as services and endpoints. */
  @ParameterizedTest
  @CsvSource({
    "databases, DATABASES",
    "queues, QUEUES",
    "third_parties, THIRD_PARTIES",
    "tenants, TENANTS",
    "requests, 'REQUESTS, FAILING, SERVICES, ENDPOINTS'"
  })
  void partThatCannotBeReadSaysSoAndLeavesTheOthers(String table, String parts) {
    Overview overview = overview(new Failing(store.rollups(), table));

    assertThat(overview.unread().keySet())
        .extracting(OverviewPart::name)
        .containsExactlyInAnyOrder(parts.split(", "));
    assertThat(overview.unread().values()).allMatch(why -> why.endsWith(table + " took too long"));
    assertThat(overview.completeness().complete()).isFalse();
    assertThat(overview.completeness().reasons()).hasSize(overview.unread().size());
    OverviewPage page = OverviewPage.of(overview, Changes.NONE);
    assertThat(page.notes())
        .as("what is not said in the parts themselves")
        .isEqualTo(
            table.equals("requests")
                ? List.of("Services: " + overview.unread().get(OverviewPart.SERVICES))
                : List.of());
    assertThat(page.tiles().stream().map(Tile::comparison).toList().contains("could not be read"))
        .isEqualTo(!table.equals("tenants"));
  }

  @Test
  void whatWasNotReadIsNamedBesideThatNothingFails() {
    TestStore filled = TestStore.empty(InstantSource.fixed(Times.START.plusSeconds(3_600)));
    filled.store().writeSpans(List.of(Spans.number(1).build()));

    assertThat(headline(filled, filled.rollups()))
        .startsWith("Nothing is failing.")
        .doesNotContain("could not be read");
    assertThat(headline(filled, new Failing(filled.rollups(), "queues")))
        .startsWith("Nothing is failing.")
        .endsWith(" Queues could not be read.");
  }

  private static String headline(TestStore store, RollupReader rollups) {
    return Headline.of(store.overview(rollups).overview(Window.of(Times.HOUR)));
  }

  @Test
  void nobodyIsToldThatNothingFailsWhenThatWasNotRead() {
    TestStore filled = TestStore.empty(InstantSource.fixed(Times.START.plusSeconds(3_600)));
    filled.store().writeSpans(List.of(Spans.number(1).build()));
    RollupReader failing = new Failing(filled.rollups(), "requests");

    assertThat(Headline.of(filled.overview().overview(Window.of(Times.HOUR))))
        .startsWith("Nothing is failing.");
    assertThat(Headline.of(filled.overview(failing).overview(Window.of(Times.HOUR))))
        .isEqualTo("What fails now could not be read.");
  }

  @Test
  void questionThatNobodyWaitsForIsGivenUp() {
    RollupReader gone = new Failing(store.rollups(), "queues", new AbandonedException());

    assertThatThrownBy(() -> overview(gone)).isInstanceOf(AbandonedException.class);
  }

  @Test
  void changesThatWereNotReadWholeAreNamed() {
    Completeness cut = new Completeness(false, false, 0, List.of("versions were cut"));
    Changes changes = new Changes(List.of(), 0, cut, null);

    assertThat(OverviewPage.of(overview(store.rollups()), changes).notes())
        .containsExactly("versions were cut");
  }

  /** One service: what it was before, its charts, its versions. */
  @ParameterizedTest
  @MethodSource
  void servicePageNamesWhatWasNotReadWhole(String what, Predicate<RollupQuery> cut) {
    ServicesService services = store.services(cutting(cut));

    assertThat(services.service(HOUR, "checkout").completeness().complete()).as(what).isFalse();
    assertThat(store.services(store.rollups()).service(HOUR, "checkout").completeness().complete())
        .isTrue();
  }

  static Stream<Arguments> servicePageNamesWhatWasNotReadWhole() {
    return Stream.of(
        row("before", query -> query.stepNanos() == 0 && isBefore(query)),
        row("endpoints before", query -> query.groupBy().contains("endpoint") && isBefore(query)),
        row("chart", query -> query.stepNanos() > 0 && !isBefore(query)),
        row("chart before", query -> query.stepNanos() > 0 && isBefore(query)),
        row("versions", query -> query.groupBy().contains("version")));
  }

  @ParameterizedTest
  @MethodSource
  void listOfServicesNamesWhatWasNotReadWhole(String what, Predicate<RollupQuery> cut) {
    assertThat(store.services(cutting(cut)).services(HOUR).completeness().complete())
        .as(what)
        .isFalse();
    assertThat(store.services(store.rollups()).services(HOUR).completeness().complete()).isTrue();
  }

  static Stream<Arguments> listOfServicesNamesWhatWasNotReadWhole() {
    return Stream.of(
        row("before", OverviewTrustTest::isBefore),
        row("chart", query -> query.stepNanos() > 0),
        row("versions", query -> query.groupBy().contains("version")));
  }

  private static Arguments row(String what, Predicate<RollupQuery> cut) {
    return Arguments.of(what, cut);
  }

  private static boolean isBefore(RollupQuery query) {
    return query.range().equals(HOUR.reference().range());
  }

  private Cutting cutting(Predicate<RollupQuery> cut) {
    return new Cutting(store.rollups(), cut);
  }

  private void assertDistrusted(RollupReader rollups, String table) {
    assertThat(overview(rollups).completeness())
        .satisfies(trust -> assertThat(trust.complete()).isFalse())
        .extracting(Completeness::reasons)
        .asString()
        .contains(table + " was cut");
  }

  /** The rollups, some questions to which are answered as cut. */
  private record Cutting(RollupReader rollups, Predicate<RollupQuery> cut) implements RollupReader {
    @Override
    public List<RollupTable> rollupTables() {
      return rollups.rollupTables();
    }

    @Override
    public RollupAnswer readRollup(RollupQuery query) {
      RollupAnswer answer = rollups.readRollup(query);
      return cut.test(query)
          ? new RollupAnswer(
              answer.table(),
              answer.covered(),
              answer.rows(),
              new Completeness(false, false, 0, List.of(query.table() + " was cut")))
          : answer;
    }
  }

  /** The rollups, of which one table cannot be read. */
  private record Failing(RollupReader rollups, String table, RuntimeException why)
      implements RollupReader {
    private Failing(RollupReader rollups, String table) {
      this(rollups, table, new StoreException(table + " took too long"));
    }

    @Override
    public List<RollupTable> rollupTables() {
      return rollups.rollupTables();
    }

    @Override
    public RollupAnswer readRollup(RollupQuery query) {
      if (query.table().equals(table)) {
        throw why;
      }
      return rollups.readRollup(query);
    }
  }

  private Overview overview(RollupReader rollups) {
    return store.overview(rollups).overview(HOUR);
  }
}
