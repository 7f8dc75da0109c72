package io.midwatch.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.ingest.IngestStatusService;
import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.AuditEntry;
import io.midwatch.storage.contract.control.AuditQuery;
import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemoryLedger;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.ui.TestStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@Timeout(60)
class LiveStreamsTest {
  private static final long FOREVER_SECONDS = 60;

  private static final Instant NOW = Instant.parse("2026-11-17T03:17:46Z");

  private final MutableClock clock = new MutableClock(NOW);
  private final TestStore store = TestStore.empty(clock);
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final LiveStreams streams =
      new LiveStreams(
          new IngestStatusService(store.store(), new InMemoryLedger()),
          () -> audit.entries(AuditQuery.newest(1)).stream().mapToLong(AuditEntry::sequence).sum());

  @BeforeEach
  void start() {
    streams.start();
  }

  @Test
  void everyStreamIsToldOfWhatCameInOnce() throws Exception {
    List<Browser> browsers = List.of(join(), join());
    for (int i = 1; i <= 2; i++) {
      receive();
      streams.beat();
      for (Browser each : browsers) {
        assertThat(each.next()).isEqualTo("event:tick\ndata:" + nanos(i) + ".0\n\n");
      }
      streams.beat();
    }
    assertThat(browsers).allMatch(each -> each.heard.isEmpty());
  }

  @Test
  void whatSomebodyDecidedIsNewsWithoutAnyData() throws Exception {
    Browser browser = join();
    receive();
    streams.beat();
    assertThat(browser.next()).contains("data:" + nanos(1) + ".0");

    audit.append(1, Actor.person("ada", "127.0.0.1"), "error.resolved", "error/9f2c", Map.of());
    streams.beat();
    assertThat(browser.next()).isEqualTo("event:tick\ndata:" + nanos(1) + ".1\n\n");
  }

  @Test
  void afterThreeBeatsWithoutAnythingACommentKeepsTheStreamOpen() throws Exception {
    Browser browser = join();
    receive();
    streams.beat();
    assertThat(browser.next()).startsWith("event:tick");

    streams.beat();
    streams.beat();
    streams.beat();
    assertThat(browser.next()).isEqualTo(":\n\n");
  }

  @Test
  void oneThatDoesNotReadHoldsUpNobody() throws Exception {
    Browser stuck = join();
    stuck.reads = new CountDownLatch(1);
    Browser other = join();
    for (int i = 0; i < 3; i++) {
      receive();
      streams.beat();
      assertThat(other.next()).contains("data:" + nanos(i + 1));
      // What it is about to be told would otherwise be told the newest only.
      assertThat(stuck.told.await(FOREVER_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(stuck.heard).isEmpty();
    stuck.reads.countDown();
    assertThat(stuck.next()).contains("data:" + nanos(1));
    assertThat(stuck.next()).as("the newest of the others").contains("data:" + nanos(3));
  }

  @Test
  void placesAreCountedAndFreedWhenTheBrowserIsGone() throws Exception {
    List<Browser> browsers = new ArrayList<>();
    for (int i = 0; i < LiveStreams.MOST; i++) {
      browsers.add(join());
    }
    assertThat(streams.open()).isEmpty();

    browsers.getFirst().gone = new CountDownLatch(1);
    receive();
    streams.beat();
    assertThat(browsers.getFirst().gone.await(FOREVER_SECONDS, TimeUnit.SECONDS)).isTrue();
    for (Browser other : browsers.subList(1, browsers.size())) {
      other.next();
    }
    while (streams.count() == LiveStreams.MOST) {
      Thread.sleep(1);
    }
    assertThat(streams.count()).isEqualTo(LiveStreams.MOST - 1);
    assertThat(streams.open()).isPresent();
  }

  @Test
  void endOfTheServerEndsStreamsAndOpensNone() throws Exception {
    Browser browser = join();
    streams.stop();

    assertThat(browser.completed.await(FOREVER_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(streams.open()).isEmpty();
    streams.start();
    assertThat(streams.open()).isPresent();
  }

  private Browser join() {
    Browser browser = new Browser();
    assertThat(streams.add(browser)).isTrue();
    return browser;
  }

  /** A span, each time a second later. */
  private void receive() {
    clock.advance(Duration.ofSeconds(1));
    store.store().writeSpans(List.of(Spans.number(1).build()));
  }

  /** When the span was received that came as the given one. */
  private static long nanos(int received) {
    return NOW.plusSeconds(received).getEpochSecond() * 1_000_000_000L;
  }

  /** What the other end of a stream sees. */
  private static final class Browser extends SseEmitter {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch completed = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private CountDownLatch reads = new CountDownLatch(0);
    private CountDownLatch gone = new CountDownLatch(0);

    @Override
    public void send(SseEventBuilder builder) throws IOException {
      told.countDown();
      try {
        reads.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (gone.getCount() > 0) {
        gone.countDown();
        throw new IOException("Broken pipe");
      }
      heard.add(
          builder.build().stream()
              .map(part -> part.getData().toString())
              .collect(Collectors.joining()));
    }

    @Override
    public void complete() {
      completed.countDown();
    }

    private String next() throws InterruptedException {
      String said = heard.poll(FOREVER_SECONDS, TimeUnit.SECONDS);
      assertThat(said).as("something said").isNotNull();
      return said;
    }
  }
}
