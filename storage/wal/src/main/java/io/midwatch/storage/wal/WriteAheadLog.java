package io.midwatch.storage.wal;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.wal.ReplayReport.Quarantined;
import io.midwatch.storage.wal.RequestWindow.Seen;
import io.midwatch.storage.wal.disk.AppendFile;
import io.midwatch.storage.wal.disk.Disk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The batches a store has taken and may not hold in files of its own yet, in order, in the folder
 * {@code wal}. Thread-safe. {@link #replay} comes first and once; {@code docs/wal.md} describes the
 * files.
 *
 * <pre>
 * wal/0000000007.log     full, forced
 * wal/0000000008.log     appended to
 * wal/0000000007.seen    requests of deleted files, for as long as they may be sent again
 * </pre>
 */
public final class WriteAheadLog implements AutoCloseable {
  /** At which a file is full. */
  public static final long FILE_BYTES = 64L << 20;

  private static final long MAX_FILE_BYTES = 1L << 32;

  private final Disk disk;
  private final long fileBytes;
  private final RequestWindow requests = new RequestWindow();
  private final ReentrantLock lock = new ReentrantLock();

  /** Held while forcing, so that a file is not closed under another force. */
  private final ReentrantLock forcing = new ReentrantLock();

  /** Held while deleting; guards {@code seenFiles}. */
  private final ReentrantLock deleting = new ReentrantLock();

  private final SeenFiles seenFiles;

  /** Log files that exist, by sequence; guarded by {@code lock}, like all below. */
  private final TreeMap<Integer, Long> fileSizes = new TreeMap<>();

  private final LongAdder bytes = new LongAdder();

  /** Files that are full and not forced yet. */
  private final TreeMap<Integer, AppendFile> unforced = new TreeMap<>();

  private @Nullable AppendFile current;
  private int sequence;
  private long end;
  private boolean folderChanged;
  private boolean replayed;
  private volatile @Nullable StoreException failure;

  private WriteAheadLog(Disk disk, long fileBytes) {
    this.disk = disk;
    this.fileBytes = fileBytes;
    this.seenFiles = new SeenFiles(disk, requests);
  }

  /**
   * Opens the log of a disk.
   *
   * @param fileBytes at which a file is full; {@link #FILE_BYTES} outside tests
   */
  public static WriteAheadLog open(Disk disk, long fileBytes) {
    disk.createFolder(LogFormat.FOLDER);
    return new WriteAheadLog(disk, fileBytes);
  }

  /**
   * Applies every whole record at or behind a position and prepares for appending. What is damaged
   * is skipped and reported; a record of a request that the log has already is applied once.
   *
   * @param from a store that has everything up to a record replays from the position after it
   * @throws StoreException when a file has another format version or cannot be read
   */
  public ReplayReport replay(long from, BatchApplier applier) {
    lock.lock();
    try {
      if (replayed) {
        throw new IllegalStateException("the log was replayed already");
      }
      List<Integer> sequences = new ArrayList<>();
      List<Quarantined> unreadable = new ArrayList<>();
      for (String name : disk.list(LogFormat.FOLDER)) {
        if (LogFormat.logSequence(name) > 0) {
          sequences.add(LogFormat.logSequence(name));
        } else if (LogFormat.seenSequence(name) > 0) {
          seenFiles.read(LogFormat.FOLDER + "/" + name).ifPresent(unreadable::add);
        }
      }
      keep(sequences);
      Replay replay = new Replay(disk, requests, from, applier);
      ReplayReport report = replay.run(sequences, unreadable);
      sequence = Math.max(LogPosition.of(from).file(), LogPosition.of(replay.end()).file());
      end = replay.end();
      replayed = true;
      return report;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What an earlier process wrote may not be durable, and from now on it counts as taken: the
   * applier may make files of it before the replay has ended.
   */
  private void keep(List<Integer> sequences) {
    for (int file : sequences) {
      String name = LogFormat.logFile(file);
      disk.force(name);
      long size = disk.size(name);
      fileSizes.put(file, size);
      bytes.add(size);
    }
    disk.forceFolder(LogFormat.FOLDER);
  }

  /**
   * Writes a batch behind all others. It is durable after the next {@link #force}.
   *
   * @return its position
   * @throws StoreException when it could not be written, or the log is fenced; it is not in the
   *     log. After a failed write the next try goes to a new file
   */
  public long append(EncodedBatch batch) {
    byte[] stored = Bodies.stored(batch);
    lock.lock();
    try {
      requireUsable();
      AppendFile file = fileFor(stored.length);
      long position = end;
      ByteBuffer header = RecordHeader.encode(batch, stored, position);
      long size = (long) header.remaining() + stored.length;
      write(file, header, ByteBuffer.wrap(stored));
      advance(size);
      requests.add(new Seen(RequestKey.of(batch), batch.receivedUnixNano(), position));
      return position;
    } finally {
      lock.unlock();
    }
  }

  private AppendFile fileFor(long bytes) {
    if (current != null) {
      long offset = LogPosition.of(end).offset();
      boolean full = offset > FileHeader.BYTES && offset + bytes > fileBytes;
      if (!full) {
        return current;
      }
      rotate();
    }
    return startFile();
  }

  private AppendFile startFile() {
    int next = sequence + 1;
    String name = LogFormat.logFile(next);
    AppendFile file = disk.create(name);
    sequence = next;
    folderChanged = true;
    fileSizes.put(next, 0L);
    boolean written = false;
    try {
      file.write(new FileHeader(LogFormat.VERSION, next, end).encode());
      written = true;
    } finally {
      if (!written) {
        discard(next, file);
      }
    }
    current = file;
    end = new LogPosition(next, 0).toLong();
    advance(FileHeader.BYTES);
    return file;
  }

  /** On a full disk every try would leave a file. */
  private void discard(int empty, AppendFile file) {
    try {
      file.close();
      disk.delete(LogFormat.logFile(empty));
      fileSizes.remove(empty);
    } catch (StoreException e) {
      // it stays, without a record, and goes with the files before it
    }
  }

  /** A file that failed to take something is left as it is: the next one tells where it ends. */
  private void write(AppendFile file, ByteBuffer... buffers) {
    boolean written = false;
    try {
      file.write(buffers);
      written = true;
    } finally {
      if (!written) {
        unforced.put(sequence, file);
        current = null;
      }
    }
  }

  private void advance(long count) {
    end += count;
    fileSizes.merge(sequence, count, Long::sum);
    bytes.add(count);
  }

  /** Ends the file at hand, so that {@link #deleteBefore} can delete it once it is not needed. */
  public void rotate() {
    lock.lock();
    try {
      if (current != null) {
        unforced.put(sequence, current);
        current = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes everything durable that was appended before. May run while another thread appends.
   *
   * @throws StoreException when the disk fails, now or in an earlier call: nobody knows what is
   *     durable then, and the log takes nothing more until it is opened again
   */
  public void force() {
    forcing.lock();
    try {
      requireUsable();
      forceAll();
    } catch (StoreException e) {
      fence(e);
      throw e;
    } finally {
      forcing.unlock();
    }
  }

  private void forceAll() {
    Map<Integer, AppendFile> full;
    AppendFile open;
    boolean folder;
    lock.lock();
    try {
      full = new TreeMap<>(unforced);
      open = current;
      folder = folderChanged;
      folderChanged = false;
    } finally {
      lock.unlock();
    }
    full.values().forEach(AppendFile::force);
    if (open != null) {
      open.force();
    }
    if (folder) {
      disk.forceFolder(LogFormat.FOLDER);
    }
    full.values().forEach(AppendFile::close);
    lock.lock();
    try {
      unforced.keySet().removeAll(full.keySet());
    } finally {
      lock.unlock();
    }
  }

  /** Whether a force has failed: nothing can be appended until the log is opened again. */
  public boolean fenced() {
    return failure != null;
  }

  /** Whether full files wait to be forced. */
  boolean hasFullFiles() {
    lock.lock();
    try {
      return !unforced.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A position for a batch that is not written to the log.
   *
   * @throws StoreException when the log is fenced
   */
  long passOver(EncodedBatch batch) {
    lock.lock();
    try {
      requireUsable();
      if (current != null || LogPosition.of(end).file() != sequence || end + 1 >= limit()) {
        rotate();
        end = new LogPosition(++sequence, 0).toLong();
      }
      long position = ++end;
      requests.add(new Seen(RequestKey.of(batch), batch.receivedUnixNano(), position));
      return position;
    } finally {
      lock.unlock();
    }
  }

  private long limit() {
    return new LogPosition(sequence, MAX_FILE_BYTES - 1).toLong();
  }

  /** Deletes the files all of whose records stand before the position. */
  public void deleteBefore(long position) {
    deleting.lock();
    try {
      List<Integer> needless = needless(LogPosition.of(position).file());
      if (needless.isEmpty()) {
        return;
      }
      seenFiles.keep(needless.getFirst(), needless.getLast());
      for (int file : needless) {
        disk.delete(LogFormat.logFile(file));
        forget(file);
      }
      seenFiles.deleteOld();
      disk.forceFolder(LogFormat.FOLDER);
    } finally {
      deleting.unlock();
    }
  }

  /** The last file stays even when it is full, so that positions go on from it after a restart. */
  private List<Integer> needless(int kept) {
    lock.lock();
    try {
      requireUsable();
      int first = unforced.isEmpty() ? sequence : unforced.firstKey();
      int last = fileSizes.isEmpty() ? 0 : fileSizes.lastKey();
      return List.copyOf(fileSizes.headMap(Math.min(kept, Math.min(first, last))).keySet());
    } finally {
      lock.unlock();
    }
  }

  private void forget(int file) {
    lock.lock();
    try {
      Long size = fileSizes.remove(file);
      bytes.add(size == null ? 0 : -size);
    } finally {
      lock.unlock();
    }
  }

  /** Bytes in the log files. Waits for nobody, not even while the log is replayed. */
  public long sizeBytes() {
    return bytes.sum();
  }

  /** The requests that came within the last 10 minutes. */
  RequestWindow requests() {
    return requests;
  }

  /** Refuses everything from now on. */
  private void fence(StoreException cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  private void requireUsable() {
    StoreException cause = failure;
    if (cause != null) {
      throw new StoreException(
          "the log is fenced, it could not be forced: " + cause.getMessage(), cause);
    }
    if (!replayed) {
      throw new IllegalStateException("the log was not replayed yet");
    }
  }

  /** Forces what is left unless the log is fenced, and closes the files. */
  @Override
  public void close() {
    try {
      rotate();
      if (!fenced() && replayed) {
        force();
      }
    } finally {
      unforced.values().forEach(AppendFile::close);
      unforced.clear();
    }
  }
}
