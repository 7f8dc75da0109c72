package io.midwatch.derive.error;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exception of a stack trace: the outermost, or a cause. Collected line by line; used by one
 * thread.
 */
final class Thrown {
  /** Frames beyond are not kept: what is meaningful is near the top. */
  static final int MOST_FRAMES = 256;

  final String type;
  final StringBuilder message = new StringBuilder();

  /** Innermost call first. */
  final List<Frame> frames = new ArrayList<>();

  /** Java's "... 17 more": so many frames are the last ones of the exception around this one. */
  int elided;

  Thrown(String type, String message) {
    this.type = type;
    this.message.append(message);
  }

  void add(Frame frame) {
    if (frames.size() < MOST_FRAMES) {
      frames.add(frame);
    }
  }

  /** The first frame of own code; null when there is none. */
  @Nullable Frame firstOwn() {
    for (Frame frame : frames) {
      if (frame.own()) {
        return frame;
      }
    }
    return null;
  }
}
