package io.midwatch.demo.faults;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The switches of all faults. Switching is done one at a time on a thread of its own, in the order
 * asked; the truth is noted when a change has taken effect. Thread-safe.
 */
public final class FaultBoard implements AutoCloseable {
  /** Makes the fault happen and stop happening; returns when the effect is there. */
  public interface Switches {
    void set(Fault fault, boolean on) throws Exception;
  }

  /** State of one switch. */
  public enum State {
    OFF,
    SWITCHING,
    ON
  }

  private final Switches switches;
  private final TruthLog truth;
  private final InstantSource clock;
  private final Consumer<String> report;
  private final Map<Fault, State> states = new EnumMap<>(Fault.class);
  private final Map<Fault, Boolean> wanted = new EnumMap<>(Fault.class);
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("faults").factory());

  /** Starts with every fault off; {@code report} gets one line for people per change. */
  public FaultBoard(
      Switches switches, TruthLog truth, InstantSource clock, Consumer<String> report) {
    this.switches = switches;
    this.truth = truth;
    this.clock = clock;
    this.report = report;
    for (Fault fault : Fault.values()) {
      states.put(fault, State.OFF);
      wanted.put(fault, false);
    }
  }

  /** Asks for the fault to be on or off; does nothing when that was the last wish already. */
  public synchronized void set(Fault fault, boolean on, String by) {
    if (!Boolean.valueOf(on).equals(wanted.get(fault))) {
      wanted.put(fault, on);
      states.put(fault, State.SWITCHING);
      worker.execute(() -> apply(fault, on, by));
    }
  }

  /** The states of all faults. */
  public synchronized Map<Fault, State> states() {
    return new EnumMap<>(states);
  }

  private void apply(Fault fault, boolean on, String by) {
    try {
      switches.set(fault, on);
      if (on) {
        truth.started(fault, clock.instant(), by);
      } else {
        truth.ended(fault, clock.instant());
      }
      settle(fault, on);
      report.accept(
          "Fault " + fault.id() + (on ? " is on (" + by + "): " + fault.summary() : " is off"));
    } catch (Exception e) {
      settle(fault, !on);
      report.accept(
          "Fault " + fault.id() + " could not be switched " + (on ? "on" : "off") + ": " + e);
    }
  }

  private synchronized void settle(Fault fault, boolean on) {
    states.put(fault, on ? State.ON : State.OFF);
    wanted.put(fault, on);
  }

  /**
   * Waits for the change under way, at most 20 s, takes no more, and notes the end of all faults.
   */
  @Override
  public void close() {
    worker.shutdownNow();
    try {
      worker.awaitTermination(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Fault fault : Fault.values()) {
      truth.ended(fault, clock.instant());
    }
  }
}
