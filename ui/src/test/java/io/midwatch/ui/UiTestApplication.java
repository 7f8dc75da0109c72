package io.midwatch.ui;

import io.midwatch.derive.error.ErrorGrouper;
import io.midwatch.derive.error.FailureReader;
import io.midwatch.insight.deploy.BuildComparison;
import io.midwatch.insight.deploy.DeployBoard;
import io.midwatch.insight.deploy.DeployEffects;
import io.midwatch.insight.error.ErrorInbox;
import io.midwatch.model.Signal;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.errors.ErrorHistory;
import io.midwatch.query.errors.ErrorSamples;
import io.midwatch.query.errors.ErrorsService;
import io.midwatch.query.ingest.IngestStatusService;
import io.midwatch.query.ingest.SendersService;
import io.midwatch.query.ledger.LedgerService;
import io.midwatch.query.logs.LogPatternsService;
import io.midwatch.query.logs.LogsService;
import io.midwatch.query.operations.CachesService;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.operations.DependenciesService;
import io.midwatch.query.operations.QueuesService;
import io.midwatch.query.operations.StatementsService;
import io.midwatch.query.operations.TenantUsers;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.operations.ThirdPartiesService;
import io.midwatch.query.overview.OverviewService;
import io.midwatch.query.promql.PromqlEngine;
import io.midwatch.query.promql.store.PromqlCatalog;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.timing.TimingService;
import io.midwatch.query.traces.TracesService;
import io.midwatch.query.traces.UsualTraces;
import io.midwatch.query.versions.VersionsService;
import io.midwatch.query.window.ChoicesService;
import io.midwatch.query.window.History;
import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.contract.control.ErrorStates;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemoryDeploys;
import io.midwatch.storage.contract.memory.InMemoryErrorStates;
import io.midwatch.storage.contract.memory.InMemoryLedger;
import io.midwatch.storage.testkit.control.ContendedErrorStates;
import io.midwatch.ui.live.Decisions;
import io.midwatch.ui.settings.EffectiveSettings;
import io.midwatch.ui.settings.EffectiveSettings.Entry;
import io.midwatch.ui.shell.OtlpPorts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The context of the page tests: the pages over a real in-memory store with the traffic of {@link
 * OrderBusiness}, and a clock that stands still. With {@code uitest.empty} nothing was ever sent,
 * with {@code uitest.hostile} only {@link HostileTelemetry}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(UiConfiguration.class)
public class UiTestApplication {
  /** Of bugs, a change to resolved in this version always comes too late. */
  public static final String CONTENDED = "contended";

  /** The moment at which every page of the tests is rendered. */
  public static final Instant NOW = Instant.parse("2026-11-17T03:17:46Z");

  private final InstantSource clock = InstantSource.fixed(NOW);
  private final TestStore store = TestStore.empty(clock);

  private final boolean empty;
  private final boolean hostile;

  public UiTestApplication(
      @Value("${uitest.empty:false}") boolean empty,
      @Value("${uitest.hostile:false}") boolean hostile) {
    this.empty = empty;
    this.hostile = hostile;
    if (hostile) {
      HostileTelemetry telemetry = new HostileTelemetry(NOW);
      store.store().writeSpans(telemetry.spans());
      store.store().writeLogs(telemetry.logs());
      store.store().writePoints(telemetry.points());
    } else if (!empty) {
      OrderBusiness business = new OrderBusiness(NOW);
      store.store().writeSpans(business.spans());
      store.store().writeLogs(business.logs());
      store.store().writePoints(business.points());
    }
  }

  /** The empty server asks its senders for a token. */
  @Bean
  OtlpPorts otlpPorts() {
    return new OtlpPorts(4318, 4317, empty);
  }

  @Bean
  InstantSource clock() {
    return clock;
  }

  @Bean
  CanonicalReader reader() {
    return store.reader();
  }

  @Bean
  ServicesService services() {
    return store.services();
  }

  @Bean
  RequestStatistics requests() {
    return store.requests();
  }

  @Bean
  PromqlEngine promqlEngine() {
    return store.promqlEngine();
  }

  @Bean
  PromqlCatalog promqlCatalog() {
    return store.promqlCatalog();
  }

  @Bean
  QueuesService queues() {
    return store.queues();
  }

  @Bean
  DatabasesService databases() {
    return store.databases();
  }

  @Bean
  CachesService caches() {
    return store.caches();
  }

  @Bean
  StatementsService statements() {
    return store.statements();
  }

  @Bean
  ThirdPartiesService thirdParties() {
    return new ThirdPartiesService(store.rollups());
  }

  @Bean
  DependenciesService dependencies() {
    return new DependenciesService(store.rollups());
  }

  @Bean
  TimingService timing(DependenciesService dependencies) {
    return new TimingService(store.store(), store.reader(), dependencies);
  }

  @Bean
  TenantsService tenants() {
    return new TenantsService(store.rollups());
  }

  @Bean
  TenantUsers tenantUsers(RequestStatistics requests) {
    return new TenantUsers(store.store(), requests);
  }

  @Bean
  TracesService traces() {
    return new TracesService(store.store(), store.store(), store.reader());
  }

  @Bean
  UsualTraces usualTraces() {
    return new UsualTraces(store.store(), store.reader());
  }

  @Bean
  IngestLedger ledger() {
    InMemoryLedger ledger = new InMemoryLedger();
    if (hostile) {
      HostileTelemetry.NAMES.forEach(name -> ledger.refused(Signal.LOGS, name, 200));
    }
    if (!empty) {
      ledger.received(Signal.TRACES, 5_322, 12, Map.of("invalid_trace_id", 3L));
      ledger.refused(Signal.LOGS, "undecodable", 200);
    }
    return ledger;
  }

  @Bean
  IngestStatusService ingestStatus(IngestLedger ledger) {
    return new IngestStatusService(store.store(), ledger);
  }

  @Bean
  LedgerService ledgerService(IngestLedger ledger) {
    return new LedgerService(ledger, store.store());
  }

  @Bean
  SendersService senders() {
    return new SendersService(store.store(), store.store());
  }

  @Bean
  EffectiveSettings settings() {
    return new EffectiveSettings(
        List.of(
            new Entry(
                "midwatch.http-port", "MIDWATCH_HTTP_PORT", "9090", true, false, "a port number"),
            new Entry("midwatch.data-dir", "MIDWATCH_DATA_DIR", "data", false, false, "a folder"),
            new Entry(
                "midwatch.admin-token", "MIDWATCH_ADMIN_TOKEN", "set", true, true, "16 characters"),
            new Entry("midwatch.user-keys", "MIDWATCH_USER_KEYS", "", false, false, "keys")));
  }

  @Bean
  History history() {
    return new History(store.rollups());
  }

  @Bean
  ChoicesService choices() {
    return new ChoicesService(store.rollups(), clock);
  }

  @Bean
  LogsService logs() {
    return new LogsService(store.store());
  }

  @Bean
  LogPatternsService logPatterns(LogsService logs, CanonicalReader reader) {
    return new LogPatternsService(logs, reader);
  }

  @Bean
  OverviewService overview() {
    return store.overview();
  }

  @Bean
  DeployBoard deployBoard() {
    DeployBoard board =
        new DeployBoard(
            new InMemoryDeploys(new InMemoryAuditLog()),
            new VersionsService(store.rollups()),
            clock);
    if (hostile) {
      HostileTelemetry.announce(board, NOW);
    } else if (!empty) {
      Instant start = NOW.minus(Duration.ofMinutes(40));
      board.announce(
          "build-712",
          "payments",
          "production",
          "5.12.0",
          start.getEpochSecond() * 1_000_000_000L,
          Map.of("commit", "<img src=x onerror=alert(1)>"),
          "ci",
          "127.0.0.1");
    }
    return board;
  }

  @Bean
  Decisions decisions() {
    return () -> 0;
  }

  @Bean
  BuildComparison buildComparison() {
    return new BuildComparison(store.requests(), new ErrorsService(store.rollups()));
  }

  @Bean
  DeployEffects deployEffects() {
    return new DeployEffects(store.requests(), clock);
  }

  @Bean
  ErrorInbox errorInbox() {
    FailureReader failures = new FailureReader(store.reader(), new ErrorGrouper());
    return new ErrorInbox(
        new ErrorsService(store.rollups()),
        new ErrorHistory(store.rollups(), clock),
        new ErrorSamples(
            store.rollups(), store.store(), store.store(), failures::groups, failures::group),
        contendedStates(),
        clock);
  }

  private static ErrorStates contendedStates() {
    ErrorState contended = new ErrorState.Resolved(CONTENDED);
    return new ContendedErrorStates(
        new InMemoryErrorStates(new InMemoryAuditLog()),
        change -> change.state().equals(contended));
  }
}
