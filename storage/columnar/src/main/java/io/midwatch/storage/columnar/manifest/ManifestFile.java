package io.midwatch.storage.columnar.manifest;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.wal.disk.Disk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifest on disk. A change writes a whole new manifest beside the old one and puts it in its
 * place in one step, so after a crash there is the one or the other. Thread-safe; changes wait for
 * each other.
 */
public final class ManifestFile {
  public static final String NAME = "MANIFEST";

  private static final Logger log = LoggerFactory.getLogger(ManifestFile.class);

  private final Disk disk;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Manifest current;

  /** Files to be deleted as soon as no manifest that may be on the disk lists them. */
  private final List<String> discarded = new ArrayList<>();

  /** Whether the disk may have another manifest than {@code current}: a change failed half-way. */
  private boolean uncertain;

  private ManifestFile(Disk disk, Manifest current) {
    this.disk = disk;
    this.current = current;
  }

  /**
   * Reads the manifest of a data folder, or begins an empty one.
   *
   * @throws io.midwatch.storage.contract.StoreException when it is damaged
   */
  public static ManifestFile open(Disk disk) {
    return new ManifestFile(
        disk, disk.exists(NAME) ? ManifestCodec.read(disk.readAll(NAME)) : Manifest.EMPTY);
  }

  public Manifest current() {
    return current;
  }

  /**
   * Makes a change durable.
   *
   * @throws io.midwatch.storage.contract.StoreException when it could not be written; then the
   *     manifest is as it was
   */
  public Manifest change(UnaryOperator<Manifest> change) {
    return change(change, () -> {});
  }

  /**
   * Makes a change durable and has what follows from it done before anybody changes or {@link
   * #examine examines} it.
   *
   * @param then must not change the manifest; what it throws comes after the change
   * @throws io.midwatch.storage.contract.StoreException when it could not be written; then the
   *     manifest is as it was
   */
  public Manifest change(UnaryOperator<Manifest> change, Runnable then) {
    lock.lock();
    try {
      Manifest next = change.apply(current);
      String prepared = disk.prepare(NAME, ByteBuffer.wrap(ManifestCodec.write(next)));
      uncertain = true;
      disk.replaceWith(NAME, prepared);
      uncertain = false;
      current = next;
      deleteDiscarded();
      then.run();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Looks at the listed files, and at what holds them, while nothing changes. */
  public <A> A examine(Function<Manifest, A> look) {
    lock.lock();
    try {
      return look.apply(current);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Deletes files that are not listed: now, or after the next change when one failed that may have
   * listed them all the same.
   */
  public void discard(Collection<String> files) {
    lock.lock();
    try {
      discarded.addAll(files);
      if (!uncertain) {
        deleteDiscarded();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What cannot be deleted now is tried again later; at the latest the next start does it. */
  private void deleteDiscarded() {
    for (String file : List.copyOf(discarded)) {
      try {
        disk.delete(file);
        discarded.remove(file);
      } catch (StoreException e) {
        log.atWarn().setCause(e).log("a file nobody needs could not be deleted");
      }
    }
  }

  /** A file number nobody has or had in this run; it becomes durable with the next change. */
  public long takeFileNumber() {
    lock.lock();
    try {
      long number = current.nextFile();
      current = current.withNextFile();
      return number;
    } finally {
      lock.unlock();
    }
  }
}
