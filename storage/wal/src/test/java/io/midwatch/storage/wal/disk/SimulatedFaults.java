package io.midwatch.storage.wal.disk;

import io.midwatch.storage.contract.StoreException;
import java.util.function.Predicate;

/** What goes wrong on a simulated disk; nothing to begin with. Thread-safe. */
public final class SimulatedFaults {
  private Predicate<String> failingForces = path -> false;
  private Predicate<String> failingCreates = path -> false;
  private Predicate<String> shortWrites = path -> false;
  private long quotaBytes = Long.MAX_VALUE;
  private Runnable onForce = () -> {};
  private long forces;

  /** Forcing these files and folders fails; their bytes stay as unsafe as they were. */
  public synchronized void failForces(Predicate<String> paths) {
    failingForces = paths;
  }

  public synchronized void failCreates(Predicate<String> paths) {
    failingCreates = paths;
  }

  /** Writing to these files stops half-way and fails. */
  public synchronized void writeShort(Predicate<String> paths) {
    shortWrites = paths;
  }

  /** All files together hold no more than this. */
  public synchronized void quota(long bytes) {
    quotaBytes = bytes;
  }

  /** Runs before each force, on the thread that forces: a place to wait. */
  public synchronized void onForce(Runnable action) {
    onForce = action;
  }

  /** How often a file or folder was forced, failed ones included. */
  public synchronized long forces() {
    return forces;
  }

  synchronized long quotaBytes() {
    return quotaBytes;
  }

  synchronized void beforeCreate(String path) {
    if (failingCreates.test(path)) {
      throw new StoreException("could not create " + path + ": simulated");
    }
  }

  void beforeForce(String path) {
    Runnable action;
    boolean fails;
    synchronized (this) {
      forces++;
      action = onForce;
      fails = failingForces.test(path);
    }
    action.run();
    if (fails) {
      throw new StoreException("could not force " + path + ": simulated");
    }
  }

  /** How many of the wanted bytes a write takes. */
  synchronized int taken(String path, int wanted, long freeBytes) {
    return (int) Math.min(shortWrites.test(path) ? wanted / 2 : wanted, freeBytes);
  }
}
