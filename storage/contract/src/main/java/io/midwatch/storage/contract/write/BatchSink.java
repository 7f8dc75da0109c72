package io.midwatch.storage.contract.write;

import io.midwatch.model.EntityRef;
import java.util.List;

/**
 * The part every signal shares: which resource and scope the following items belong to, until the
 * next call. The returned sink takes the attributes and is valid until the next call on this sink.
 */
public interface BatchSink {
  AttributeSink resource(
      ByteSlice schemaUrl, int droppedAttributesCount, List<EntityRef> entityRefs);

  AttributeSink scope(
      ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int droppedAttributesCount);
}
