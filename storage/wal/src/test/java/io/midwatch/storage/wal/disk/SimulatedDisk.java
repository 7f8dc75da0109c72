package io.midwatch.storage.wal.disk;

import io.midwatch.storage.contract.StoreException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that can lose power, fail to force, be full, write short and rot. It promises no
 * more than {@link Disk} says: bytes are safe once their file was forced, entries once their folder
 * was. Thread-safe.
 *
 * <p>{@link #kill} and {@link #losePower} end the process that used the disk: what it had open
 * throws from then on, its locks are gone, and the disk is ready for the next one.
 */
public final class SimulatedDisk implements Disk {
  private final Map<String, SimulatedFile> files = new TreeMap<>();

  /** What a loss of power cannot take. */
  private final Map<String, SimulatedFile> durableFiles = new TreeMap<>();

  private final Set<String> folders = new TreeSet<>(Set.of(""));
  private final List<EntryChange> changes = new ArrayList<>();
  private final Set<String> locks = new HashSet<>();
  private final SimulatedFaults faults = new SimulatedFaults();
  private int process;
  private boolean halted;

  /** Entries of one folder that appear, change or vanish together; a null file vanishes. */
  private record EntryChange(String folder, Map<String, @Nullable SimulatedFile> entries) {}

  /** What goes wrong next; set at will while the disk is in use. */
  public SimulatedFaults faults() {
    return faults;
  }

  /**
   * The process dies where it stands, on whatever thread calls this: everything it still tries
   * throws, until {@link #kill} or {@link #losePower} makes way for the next process.
   */
  public synchronized void halt() {
    process++;
    locks.clear();
    halted = true;
  }

  /** The process dies; the operating system keeps all that was written. */
  public synchronized void kill() {
    halt();
    halted = false;
  }

  /**
   * The machine dies. Of what was not forced, the seed chooses: nothing survives, everything, a
   * prefix, or any choice of sectors and of folder entries, as a disk that reorders would leave it.
   */
  public synchronized void losePower(long seed) {
    kill();
    Random random = new Random(seed);
    PowerLoss loss = PowerLoss.values()[random.nextInt(PowerLoss.values().length)];
    int prefix = random.nextInt(changes.size() + 1);
    for (int i = 0; i < changes.size(); i++) {
      if (loss.survives(random, i < prefix)) {
        apply(changes.get(i).entries(), durableFiles);
      }
    }
    changes.clear();
    files.clear();
    files.putAll(durableFiles);
    files.values().forEach(file -> file.losePower(loss, random));
  }

  /** Turns one bit of a file over, durably. */
  public synchronized void flipBit(String path, long offset, int bit) {
    requireFile(path).flipBit(offset, bit);
  }

  /** Cuts a file short, durably. */
  public synchronized void cut(String path, long size) {
    requireFile(path).cut(size);
  }

  /** Everything the disk holds now, deep: a disk of its own. */
  public synchronized SimulatedDisk copy() {
    SimulatedDisk copy = new SimulatedDisk();
    copy.folders.addAll(folders);
    files.forEach((path, file) -> copy.files.put(path, file.durableCopy()));
    copy.durableFiles.putAll(copy.files);
    return copy;
  }

  @Override
  public synchronized AppendFile create(String path) {
    requireRunning();
    faults.beforeCreate(path);
    if (files.containsKey(path)) {
      throw new StoreException("could not create " + path + ": it exists");
    }
    if (!folders.contains(Paths.folderOf(path))) {
      throw new StoreException("could not create " + path + ": no such folder");
    }
    SimulatedFile file = new SimulatedFile();
    changeEntry(path, file);
    return new SimulatedAppendFile(this, process, path, file);
  }

  @Override
  public synchronized RandomRead open(String path) {
    requireRunning();
    return new SimulatedRandomRead(this, process, requireFile(path));
  }

  @Override
  public synchronized MemorySegment map(String path, Arena arena) {
    requireRunning();
    byte[] bytes = requireFile(path).content();
    MemorySegment mapped = arena.allocate(Math.max(1, bytes.length), 8).asSlice(0, bytes.length);
    MemorySegment.copy(bytes, 0, mapped, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return mapped.asReadOnly();
  }

  @Override
  public void force(String path) {
    faults.beforeForce(path);
    synchronized (this) {
      requireRunning();
      requireFile(path).force();
    }
  }

  @Override
  public synchronized boolean exists(String path) {
    return files.containsKey(path) || folders.contains(path);
  }

  @Override
  public synchronized long size(String path) {
    return requireFile(path).size();
  }

  @Override
  public synchronized List<String> list(String folder) {
    Set<String> names = new TreeSet<>();
    for (Set<String> paths : List.of(files.keySet(), folders)) {
      for (String path : paths) {
        if (!path.isEmpty() && Paths.folderOf(path).equals(folder)) {
          names.add(Paths.nameOf(path));
        }
      }
    }
    return List.copyOf(names);
  }

  @Override
  public synchronized void createFolder(String folder) {
    requireRunning();
    if (!folder.isEmpty() && folders.add(folder)) {
      createFolder(Paths.folderOf(folder));
    }
  }

  @Override
  public void forceFolder(String folder) {
    faults.beforeForce(folder);
    forceEntries(folder);
  }

  private synchronized void forceEntries(String folder) {
    requireRunning();
    for (EntryChange change : changes) {
      if (change.folder().equals(folder)) {
        apply(change.entries(), durableFiles);
      }
    }
    changes.removeIf(change -> change.folder().equals(folder));
  }

  @Override
  public synchronized void rename(String from, String to) {
    requireRunning();
    SimulatedFile file = requireFile(from);
    Map<String, @Nullable SimulatedFile> entries = new TreeMap<>();
    entries.put(from, null);
    entries.put(to, file);
    change(Paths.folderOf(from), entries);
  }

  @Override
  public synchronized void delete(String path) {
    requireRunning();
    requireFile(path);
    changeEntry(path, null);
  }

  @Override
  public synchronized long freeBytes() {
    return Math.max(0, faults.quotaBytes() - usedBytes());
  }

  @Override
  public synchronized FolderLock lock(String folder) {
    requireRunning();
    if (!locks.add(folder)) {
      throw new StoreException(folder + " is in use by another process");
    }
    int owner = process;
    return () -> unlock(folder, owner);
  }

  private synchronized void unlock(String folder, int owner) {
    if (owner == process) {
      locks.remove(folder);
    }
  }

  /** Throws when the process that opened something is dead. */
  synchronized void requireAlive(int owner) {
    if (owner != process) {
      throw new StoreException("this process is dead");
    }
  }

  private void requireRunning() {
    if (halted) {
      throw new StoreException("this process is dead");
    }
  }

  long usedBytes() {
    return files.values().stream().mapToLong(SimulatedFile::size).sum();
  }

  private void changeEntry(String path, @Nullable SimulatedFile file) {
    Map<String, @Nullable SimulatedFile> entries = new TreeMap<>();
    entries.put(path, file);
    change(Paths.folderOf(path), entries);
  }

  private void change(String folder, Map<String, @Nullable SimulatedFile> entries) {
    apply(entries, files);
    changes.add(new EntryChange(folder, entries));
  }

  private static void apply(
      Map<String, @Nullable SimulatedFile> entries, Map<String, SimulatedFile> to) {
    for (Map.Entry<String, @Nullable SimulatedFile> entry : entries.entrySet()) {
      SimulatedFile file = entry.getValue();
      if (file == null) {
        to.remove(entry.getKey());
      } else {
        to.put(entry.getKey(), file);
      }
    }
  }

  private SimulatedFile requireFile(String path) {
    SimulatedFile file = files.get(path);
    if (file == null) {
      throw new StoreException("no such file: " + path);
    }
    return file;
  }
}
