package io.midwatch.storage.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.WriteReceipt;
import io.midwatch.storage.wal.disk.SimulatedDisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoggedWriterTest {
  private static final WriteReceipt STORED = new WriteReceipt(3, false);
  private static final WriteReceipt DUPLICATE = new WriteReceipt(0, true);

  private final SimulatedDisk disk = new SimulatedDisk();
  private final CollectingApplier store = new CollectingApplier();
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    senders.shutdownNow();
    for (AutoCloseable part : open.reversed()) {
      part.close();
    }
  }

  @Test
  void acknowledgesWhatIsDurableAndVisible() {
    LoggedWriter writer = start(WriterOptions.DEFAULTS);
    assertThat(writer.write(Batches.batch(1))).isEqualTo(STORED);
    assertThat(store.visible()).containsExactly(1L);
    disk.losePower(0);
    assertThat(replayed()).containsExactly(1L);
  }

  @Test
  void manySendersShareAForce() throws Exception {
    LoggedWriter writer = start(openLog(1 << 20), WriterOptions.DEFAULTS);
    disk.faults().onForce(() -> sleep(5));
    List<Future<WriteReceipt>> sent = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      EncodedBatch batch = Batches.batch(i);
      sent.add(senders.submit(() -> writer.write(batch)));
    }
    for (Future<WriteReceipt> receipt : sent) {
      assertThat(receipt.get()).isEqualTo(STORED);
    }
    assertThat(store.visible()).hasSize(500);
    assertThat(disk.faults().forces()).isLessThan(100);
    assertThat(writer.stats().groups()).isLessThan(100);
  }

  @Test
  void refusesWhenTheQueueIsFullByBatches() throws Exception {
    refusesWhenFull(new WriterOptions(Durability.FSYNC, 3, 1 << 20, Duration.ofSeconds(7)));
  }

  @Test
  void refusesWhenTheQueueIsFullByBytes() throws Exception {
    refusesWhenFull(new WriterOptions(Durability.FSYNC, 100, 400, Duration.ofSeconds(7)));
  }

  private void refusesWhenFull(WriterOptions options) throws Exception {
    LoggedWriter writer = start(options);
    CountDownLatch release = stopApplier(writer);
    List<Future<WriteReceipt>> waiting = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      EncodedBatch batch = Batches.batch(i);
      waiting.add(senders.submit(() -> writer.write(batch)));
      waitForQueued(writer, i);
    }
    assertThatThrownBy(() -> writer.write(Batches.batch(4)))
        .asInstanceOf(type(StoreOverloadedException.class))
        .extracting(StoreOverloadedException::retryAfter)
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(writer.stats().refused()).isEqualTo(1);
    release.countDown();
    for (Future<WriteReceipt> receipt : waiting) {
      assertThat(receipt.get()).isEqualTo(STORED);
    }
    assertThat(writer.write(Batches.batch(4))).isEqualTo(STORED);
  }

  @Test
  void refusesBeforeTheLogWhenTheApplierIsBusy() {
    LoggedWriter writer = start(WriterOptions.DEFAULTS);
    writer.write(Batches.batch(1));
    store.busyFor(Duration.ofSeconds(3));
    assertThatThrownBy(() -> writer.write(Batches.batch(2)))
        .isInstanceOf(StoreOverloadedException.class);
    assertThat(writer.write(Batches.batch(1))).isEqualTo(DUPLICATE);
    store.busyFor(Duration.ZERO);
    assertThat(writer.write(Batches.batch(2))).isEqualTo(STORED);
    assertThat(replayed()).containsExactly(1L, 2L);
  }

  @Test
  void refusesBeforeTheLogWhatWaitedWhileTheApplierBecameBusy() throws Exception {
    LoggedWriter writer = start(WriterOptions.DEFAULTS);
    CountDownLatch release = stopApplier(writer);
    EncodedBatch batch = Batches.batch(2);
    Future<WriteReceipt> waiting = senders.submit(() -> writer.write(batch));
    waitForQueued(writer, 1);
    store.busyFor(Duration.ofSeconds(3));
    release.countDown();
    assertThatThrownBy(waiting::get)
        .cause()
        .asInstanceOf(type(StoreOverloadedException.class))
        .extracting(StoreOverloadedException::retryAfter)
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(writer.stats().refused()).isEqualTo(1);
    store.busyFor(Duration.ZERO);
    assertThat(writer.write(batch)).isEqualTo(STORED);
    assertThat(replayed()).endsWith(2L).doesNotHaveDuplicates();
  }

  @Test
  void storesARepeatedRequestOnceWithin10Minutes() {
    LoggedWriter writer = start(WriterOptions.DEFAULTS);
    EncodedBatch batch = Batches.batch(1);
    assertThat(writer.write(batch)).isEqualTo(STORED);
    assertThat(writer.write(Batches.later(batch, Duration.ofSeconds(599)))).isEqualTo(DUPLICATE);
    assertThat(writer.write(Batches.received(batch, "other", batch.receivedUnixNano())))
        .isEqualTo(STORED);
    assertThat(writer.write(Batches.later(batch, Duration.ofMinutes(10)))).isEqualTo(STORED);
    assertThat(writer.stats().duplicates()).isEqualTo(1);
    assertThat(replayed()).containsExactly(1L, 1L, 1L);
  }

  @Test
  void aRepeatedRequestWaitsForTheFirstInFlight() throws Exception {
    LoggedWriter writer = start(WriterOptions.DEFAULTS);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch forcing = new CountDownLatch(1);
    disk.faults()
        .onForce(() -> {
          forcing.countDown();
          await(release);
        });
    Future<WriteReceipt> first = senders.submit(() -> writer.write(Batches.batch(1)));
    await(forcing);
    Future<WriteReceipt> second = senders.submit(() -> writer.write(Batches.batch(1)));
    sleep(20);
    assertThat(second.isDone()).isFalse();
    assertThat(store.visible()).isEmpty();
    release.countDown();
    assertThat(first.get()).isEqualTo(STORED);
    assertThat(second.get()).isEqualTo(DUPLICATE);
  }

  @Test
  void knowsARepeatedRequestAfterARestart() {
    LoggedWriter writer = start(WriterOptions.DEFAULTS);
    writer.write(Batches.batch(1));
    disk.kill();
    LoggedWriter next = start(WriterOptions.DEFAULTS);
    assertThat(next.write(Batches.later(Batches.batch(1), Duration.ofMinutes(9))))
        .isEqualTo(DUPLICATE);
    assertThat(next.write(Batches.later(Batches.batch(1), Duration.ofMinutes(11))))
        .isEqualTo(STORED);
  }

  @Test
  void knowsARepeatedRequestAfterItsFileIsDeleted() {
    WriteAheadLog log = openLog();
    LoggedWriter writer = start(log, WriterOptions.DEFAULTS);
    for (int i = 0; i < 50; i++) {
      writer.write(Batches.batch(i));
    }
    log.deleteBefore(Long.MAX_VALUE);
    assertThat(disk.list("wal")).hasSize(2).last().asString().endsWith(".log");
    disk.losePower(3);
    LoggedWriter next = start(WriterOptions.DEFAULTS);
    for (int i = 0; i < 50; i++) {
      assertThat(next.write(Batches.batch(i))).isEqualTo(DUPLICATE);
    }
  }

  @Test
  void deletesSeenRequestsWhenTheyCanNoLongerBeRepeated() {
    WriteAheadLog log = openLog();
    LoggedWriter writer = start(log, WriterOptions.DEFAULTS);
    for (int minute = 0; minute < 60; minute++) {
      for (int i = 0; i < 20; i++) {
        EncodedBatch batch = Batches.batch(20L * minute + i);
        writer.write(Batches.later(batch, Duration.ofMinutes(minute)));
      }
      log.deleteBefore(Long.MAX_VALUE);
    }
    assertThat(disk.list("wal")).hasSizeLessThan(14);
  }

  @Test
  void failedForceIsToldToEverySenderAndToReadiness() throws Exception {
    WriteAheadLog log = openLog();
    LoggedWriter writer = start(log, WriterOptions.DEFAULTS);
    disk.faults().failForces(path -> path.endsWith(".log"));
    List<Future<WriteReceipt>> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      EncodedBatch batch = Batches.batch(i);
      sent.add(senders.submit(() -> writer.write(batch)));
    }
    for (Future<WriteReceipt> receipt : sent) {
      assertThatThrownBy(receipt::get).cause().isInstanceOf(StoreException.class);
    }
    disk.faults().failForces(path -> false);
    assertThat(log.fenced()).isTrue();
    assertThatThrownBy(() -> writer.write(Batches.batch(0))).hasMessageContaining("forced");
    assertThat(store.visible()).isEmpty();
  }

  @Test
  void aBatchThatCannotBeAppliedFailsAloneAndTheSameWayInReplay() {
    LoggedWriter writer = start(WriterOptions.DEFAULTS);
    store.refuse(2);
    writer.write(Batches.batch(1));
    assertThatThrownBy(() -> writer.write(Batches.batch(2))).hasMessageContaining("no sense");
    assertThatThrownBy(() -> writer.write(Batches.batch(2))).hasMessageContaining("no sense");
    writer.write(Batches.batch(3));
    assertThat(writer.stats().unapplied()).isEqualTo(2);
    CollectingApplier again = new CollectingApplier();
    again.refuse(2);
    disk.kill();
    WriteAheadLog log = WriteAheadLog.open(disk, 1000);
    assertThat(log.replay(LogPosition.START, again).unapplied()).isEqualTo(2);
    assertThat(again.visible()).containsExactly(1L, 3L);
  }

  @Test
  void closeStoresWhatWaits() throws Exception {
    LoggedWriter writer = start(WriterOptions.DEFAULTS);
    CountDownLatch release = stopApplier(writer);
    Future<WriteReceipt> waiting = senders.submit(() -> writer.write(Batches.batch(1)));
    waitForQueued(writer, 1);
    Future<?> closing = senders.submit(writer::close);
    release.countDown();
    closing.get();
    assertThat(waiting.get()).isEqualTo(STORED);
    assertThatThrownBy(() -> writer.write(Batches.batch(2))).hasMessageContaining("closed");
    disk.losePower(0);
    assertThat(replayed()).containsExactly(0L, 1L);
  }

  @Test
  void anInterruptedSenderHearsOfItAndTheBatchIsStoredOnce() throws Exception {
    LoggedWriter writer = start(WriterOptions.DEFAULTS);
    CountDownLatch release = stopApplier(writer);
    Future<WriteReceipt> waiting = senders.submit(() -> writer.write(Batches.batch(1)));
    waitForQueued(writer, 1);
    assertThat(waiting.cancel(true)).isTrue();
    release.countDown();
    assertThat(writer.write(Batches.batch(1))).isEqualTo(DUPLICATE);
    assertThat(store.visible()).containsExactly(0L, 1L);
  }

  @Test
  void osLevelSurvivesTheProcessAndMemoryLevelNothing() {
    start(WriterOptions.DEFAULTS.withDurability(Durability.OS)).write(Batches.batch(1));
    disk.kill();
    assertThat(replayed()).containsExactly(1L);
    start(WriterOptions.DEFAULTS.withDurability(Durability.MEMORY)).write(Batches.batch(2));
    assertThat(store.visible()).containsExactly(1L, 2L);
    assertThat(store.positions()).isSorted().doesNotHaveDuplicates();
    disk.kill();
    assertThat(replayed()).containsExactly(1L);
  }

  /** Occupies the applier with batch 0 until the latch opens. */
  private CountDownLatch stopApplier(LoggedWriter writer) {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    store.before(batch -> {
      stopped.countDown();
      await(release);
    });
    senders.submit(() -> writer.write(Batches.batch(0)));
    await(stopped);
    return release;
  }

  private LoggedWriter start(WriterOptions options) {
    return start(openLog(), options);
  }

  private LoggedWriter start(WriteAheadLog log, WriterOptions options) {
    LoggedWriter writer = LoggedWriter.start(log, store, options);
    open.add(() -> {
      try {
        writer.close();
      } catch (StoreException e) {
        assertThat(e).hasMessageMatching(".*(dead|fenced).*");
      }
    });
    return writer;
  }

  private WriteAheadLog openLog() {
    return openLog(1000);
  }

  private WriteAheadLog openLog(long fileBytes) {
    WriteAheadLog log = WriteAheadLog.open(disk, fileBytes);
    log.replay(LogPosition.START, new CollectingApplier());
    return log;
  }

  private List<Long> replayed() {
    CollectingApplier again = new CollectingApplier();
    WriteAheadLog.open(disk.copy(), 1000).replay(LogPosition.START, again);
    return again.visible();
  }

  private static void waitForQueued(LoggedWriter writer, int count) {
    while (writer.stats().queuedBatches() < count) {
      sleep(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
