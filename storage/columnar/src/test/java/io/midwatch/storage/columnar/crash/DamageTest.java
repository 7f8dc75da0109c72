package io.midwatch.storage.columnar.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.DataCheck;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.wal.disk.SimulatedDisk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turns bits over in every file of a data folder, and cuts every file short, at every section. */
@Timeout(300)
class DamageTest {
  private static final EmbeddedSettings SETTINGS =
      EmbeddedSettings.DEFAULTS.withSegments(30, 30).withLog(4_000);
  private static final int BATCHES = 8;
  private static final int ITEMS = 12;

  /** Behind the header of a file. */
  private static final int FIRST_SECTION = 16;

  private final Random random = new Random(7);
  private SimulatedDisk whole = new SimulatedDisk();

  @BeforeEach
  void fill() {
    whole = new SimulatedDisk();
    EmbeddedStore store = EmbeddedStore.open(whole, StoreWorld.PARTS, SETTINGS);
    for (int i = 0; i < BATCHES; i++) {
      for (Signal signal : Signal.values()) {
        store.write(NumberedBatches.batch(signal, i * ITEMS, ITEMS));
      }
      if (i % 2 == 1 && i < BATCHES - 2) {
        store.seal();
      }
    }
    store.ledger().refused(Signal.LOGS, "overloaded", 5);
    store.close();
  }

  private static List<String> files(SimulatedDisk disk, String folder) {
    return disk.list(folder).stream().map(name -> folder + "/" + name).toList();
  }

  @Test
  void answersLackNoMoreThanTheDamagedSegmentAndSaySo() {
    for (Signal signal : Signal.values()) {
      List<String> segments = files(whole, signal.label());
      assertThat(segments).hasSizeGreaterThanOrEqualTo(3);
      for (String file : segments) {
        for (long place : places(file)) {
          SimulatedDisk flipped = whole.copy();
          flipped.flipBit(file, place, random.nextInt(8));
          requireRestServes(flipped, signal, file, "bit of byte " + place);
          SimulatedDisk cut = whole.copy();
          cut.cut(file, place);
          requireRestServes(cut, signal, file, "cut to " + place);
        }
      }
    }
  }

  /** One byte in each section, and one in front of and behind them. */
  private List<Long> places(String file) {
    List<Long> places = new ArrayList<>(List.of(0L));
    long at = FIRST_SECTION;
    for (long size : sections(file).values()) {
      if (size > 0) {
        places.add(at + random.nextLong(size));
      }
      at += size;
    }
    places.add(at);
    places.add(whole.size(file) - 1);
    return places;
  }

  /** The offline check names every damaged section of every kind of file that has sections. */
  @Test
  void theCheckNamesFileAndSectionWhicheverItIs() {
    int sections = 0;
    for (String folder : List.of("traces", "logs", "metrics", "rollups")) {
      for (String file : files(whole, folder)) {
        long at = FIRST_SECTION;
        for (Map.Entry<String, Long> section : sections(file).entrySet()) {
          if (section.getValue() > 0) {
            requireNamed(file, section.getKey(), at + random.nextLong(section.getValue()));
            requireRefused(file, at + section.getValue() / 2);
            sections++;
          }
          at += section.getValue();
        }
        requireRefused(file, at);
        requireRefused(file, whole.size(file) - 1);
      }
    }
    assertThat(sections).isGreaterThan(100);
  }

  private Map<String, Long> sections(String file) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    try (SectionFile open = SectionFile.open(whole, file)) {
      open.names().forEach(name -> sizes.put(name, open.section(name).byteSize()));
    }
    return sizes;
  }

  private void requireNamed(String file, String section, long place) {
    SimulatedDisk disk = whole.copy();
    disk.flipBit(file, place, random.nextInt(8));
    assertThat(DataCheck.run(disk).damages())
        .as("%s section %s, byte %d", file, section, place)
        .anyMatch(damage -> damage.startsWith(file + " section " + section + ":"))
        .allMatch(damage -> damage.startsWith(file));
  }

  private void requireRefused(String file, long size) {
    SimulatedDisk disk = whole.copy();
    disk.cut(file, size);
    assertThat(DataCheck.run(disk).damages())
        .as("%s cut to %d", file, size)
        .isNotEmpty()
        .allMatch(damage -> damage.startsWith(file));
  }

  private static void requireRestServes(
      SimulatedDisk disk, Signal damaged, String file, String how) {
    String what = file + ", " + how;
    try (QuietLogs _ = new QuietLogs();
        EmbeddedStore store = EmbeddedStore.open(disk, StoreWorld.PARTS, SETTINGS)) {
      Inventory inventory = Inventory.of(store);
      for (Signal signal : Signal.values()) {
        Set<Long> found = inventory.found(signal);
        assertThat(inventory.twice(signal)).as(what).isZero();
        if (signal != damaged) {
          assertThat(found).as(what).hasSize(BATCHES * ITEMS);
        } else if (found.size() < BATCHES * ITEMS) {
          assertThat(inventory.reasons()).as(what).anyMatch(reason -> reason.contains(file));
          assertThat(store.damaged()).as(what).anyMatch(problem -> problem.startsWith(file));
          assertThat(found).as(what).hasSizeGreaterThanOrEqualTo(BATCHES * ITEMS - 30);
          Inventory again = Inventory.of(store);
          assertThat(again.found(signal)).as(what).hasSizeGreaterThanOrEqualTo(found.size());
        }
        assertThat(StoreWorld.stats(store, signal).stored()).as(what).isEqualTo(BATCHES * ITEMS);
      }
    }
  }

  @Test
  void figuresAreRightOrSaidToBeIncomplete() {
    for (String file : files(whole, "rollups")) {
      for (long place : places(file)) {
        for (boolean flip : List.of(true, false)) {
          SimulatedDisk disk = whole.copy();
          if (flip) {
            disk.flipBit(file, place, 3);
          } else {
            disk.cut(file, place);
          }
          requireFiguresRightOrIncomplete(disk, file + " at " + place);
        }
      }
    }
  }

  private static void requireFiguresRightOrIncomplete(SimulatedDisk disk, String what) {
    try (QuietLogs _ = new QuietLogs();
        EmbeddedStore store = EmbeddedStore.open(disk, StoreWorld.PARTS, SETTINGS)) {
      assertThat(Inventory.of(store).complete()).as(what).isTrue();
      try {
        boolean complete = CountingDeriver.isComplete(store.rollups());
        for (Signal signal : List.of(Signal.TRACES, Signal.LOGS)) {
          long counted = CountingDeriver.counted(store.rollups(), signal);
          assertThat(counted == BATCHES * ITEMS || !complete).as(what).isTrue();
          assertThat(counted).as(what).isLessThanOrEqualTo(BATCHES * ITEMS);
        }
      } catch (StoreException e) {
        assertThat(e).as(what).hasMessageContaining("rollups/");
      }
    }
  }

  @Test
  void aDamagedManifestIsRefusedInWords() {
    for (long place = 0; place < whole.size("MANIFEST"); place += 7) {
      SimulatedDisk flipped = whole.copy();
      flipped.flipBit("MANIFEST", place, 1);
      requireRefused(flipped);
      SimulatedDisk cut = whole.copy();
      cut.cut("MANIFEST", place);
      requireRefused(cut);
    }
  }

  private static void requireRefused(SimulatedDisk disk) {
    List<String> segments = files(disk, "traces");
    try {
      EmbeddedStore.open(disk, StoreWorld.PARTS, SETTINGS).close();
    } catch (StoreException e) {
      assertThat(e).hasMessageContaining("manifest");
      assertThat(files(disk, "traces")).as("nothing is deleted").isEqualTo(segments);
      return;
    }
    throw new AssertionError("a store with a damaged manifest was opened");
  }

  @Test
  void aDamagedLedgerCostsItsCountsOnly() {
    for (long place = 0; place < whole.size("LEDGER"); place += 9) {
      for (boolean flip : List.of(true, false)) {
        SimulatedDisk disk = whole.copy();
        if (flip) {
          disk.flipBit("LEDGER", place, 2);
        } else {
          disk.cut("LEDGER", place);
        }
        try (QuietLogs _ = new QuietLogs();
            EmbeddedStore store = EmbeddedStore.open(disk, StoreWorld.PARTS, SETTINGS)) {
          assertThat(store.damaged()).singleElement().asString().contains("LEDGER");
          assertThat(StoreWorld.stats(store, Signal.TRACES).stored()).isEqualTo(BATCHES * ITEMS);
        }
      }
    }
  }

  @Test
  void aDamagedLogCostsNoMoreThanWhatItHeld() {
    List<String> logs = files(whole, "wal");
    for (String file : logs) {
      boolean flip = false;
      for (long place = 0; place < whole.size(file); place += 23) {
        flip = !flip;
        SimulatedDisk disk = whole.copy();
        if (flip) {
          disk.flipBit(file, place, 5);
        } else {
          disk.cut(file, place);
        }
        boolean mayEndSo = !flip && file.equals(logs.getLast());
        try (QuietLogs _ = new QuietLogs();
            EmbeddedStore store = EmbeddedStore.open(disk, StoreWorld.PARTS, SETTINGS)) {
          Inventory inventory = Inventory.of(store);
          long missing = 0;
          for (Signal signal : Signal.values()) {
            assertThat(inventory.twice(signal)).as(file).isZero();
            missing += BATCHES * ITEMS - inventory.found(signal).size();
          }
          if (missing > 0
              && !mayEndSo) { // the last file may end anywhere: nobody says it should not
            assertThat(store.damaged().isEmpty() && store.recovery().tornBytes() == 0)
                .as("%s at %d: %d items lost and nothing said", file, place, missing)
                .isFalse();
          }
        }
      }
    }
  }
}
