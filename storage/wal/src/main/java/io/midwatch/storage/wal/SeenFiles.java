package io.midwatch.storage.wal;

import io.midwatch.storage.wal.ReplayReport.Quarantined;
import io.midwatch.storage.wal.RequestWindow.Seen;
import io.midwatch.storage.wal.disk.Disk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of seen requests on a disk. Not thread-safe. */
final class SeenFiles {
  private final Disk disk;
  private final RequestWindow requests;

  /** When the newest request in each file was received. */
  private final Map<String, Long> newestUnixNano = new TreeMap<>();

  SeenFiles(Disk disk, RequestWindow requests) {
    this.disk = disk;
    this.requests = requests;
  }

  /** Adds the requests of a file to the window; the file itself when it is damaged. */
  Optional<Quarantined> read(String name) {
    byte[] bytes = disk.readAll(name);
    List<Seen> seen = SeenFile.find(bytes, name);
    if (seen == null) {
      return Optional.of(new Quarantined(name, 0, bytes.length));
    }
    seen.forEach(requests::add);
    newestUnixNano.put(name, newest(seen));
    return Optional.empty();
  }

  /** Writes down the requests of log files that are about to be deleted; durable on return. */
  void keep(int firstFile, int lastFile) {
    List<Seen> seen =
        requests.between(
            new LogPosition(firstFile, 0).toLong(), new LogPosition(lastFile + 1, 0).toLong());
    if (!seen.isEmpty()) {
      String name = LogFormat.seenFile(lastFile);
      disk.replace(name, SeenFile.encode(seen));
      newestUnixNano.put(name, newest(seen));
    }
  }

  /** Deletes the files none of whose requests can be repeated any more. */
  void deleteOld() {
    List<String> old =
        newestUnixNano.entrySet().stream()
            .filter(file -> requests.isOld(file.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    for (String name : old) {
      disk.delete(name);
      newestUnixNano.remove(name);
    }
  }

  private static long newest(List<Seen> seen) {
    return seen.stream().mapToLong(Seen::receivedUnixNano).max().orElse(Long.MIN_VALUE);
  }
}
