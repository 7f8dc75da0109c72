package io.midwatch.storage.contract.write;

import io.midwatch.model.Span;
import java.util.List;

/**
 * Stores spans given as records. A span with the same ids and content is one row, with other
 * content two. Durability and errors are those of {@link TelemetryWriter#write}.
 */
public interface SpanWriter {
  void writeSpans(List<Span> spans);
}
