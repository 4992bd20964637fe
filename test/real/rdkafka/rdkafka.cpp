// REQUIRES: rdkafka
// RUN: %check_why %s --library rdkafka -- -std=c++20

// Every modelled name of librdkafka, used on its own headers. Compiled, never run.

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafkacpp.h>

namespace {

/// Becomes whatever a parameter wants.
struct Any {
  template <typename T> operator T() const;
};

void all(Any any) {
  rd_kafka_consumer_poll(any, 1000); // WHY: call rd_kafka_consumer_poll -> receive class=channel bound=bounded
  rd_kafka_consumer_poll(any, 0); // WHY: call rd_kafka_consumer_poll -> receive class=channel bound=never
  rd_kafka_consumer_poll(any, -1); // WHY: call rd_kafka_consumer_poll -> receive class=channel bound=unbounded
  rd_kafka_queue_poll(any, 1000); // WHY: call rd_kafka_queue_poll -> receive class=channel bound=bounded
  rd_kafka_queue_poll(any, 0); // WHY: call rd_kafka_queue_poll -> receive class=channel bound=never
  rd_kafka_queue_poll(any, -1); // WHY: call rd_kafka_queue_poll -> receive class=channel bound=unbounded
  rd_kafka_poll(any, 1000); // WHY: call rd_kafka_poll -> block class=network bound=bounded
  rd_kafka_poll(any, 0); // WHY: call rd_kafka_poll -> block class=network bound=never
  rd_kafka_poll(any, -1); // WHY: call rd_kafka_poll -> block class=network bound=unbounded
  rd_kafka_consume(any, any, 1000); // WHY: call rd_kafka_consume -> receive class=channel bound=bounded
  rd_kafka_consume(any, any, 0); // WHY: call rd_kafka_consume -> receive class=channel bound=never
  rd_kafka_consume(any, any, -1); // WHY: call rd_kafka_consume -> receive class=channel bound=unbounded
  rd_kafka_flush(any, 1000); // WHY: call rd_kafka_flush -> block class=network bound=bounded
  rd_kafka_flush(any, 0); // WHY: call rd_kafka_flush -> block class=network bound=never
  rd_kafka_flush(any, -1); // WHY: call rd_kafka_flush -> block class=network bound=unbounded
  rd_kafka_consume_queue(any, 1000); // WHY: call rd_kafka_consume_queue -> block class=network bound=bounded
  rd_kafka_consume_queue(any, 0); // WHY: call rd_kafka_consume_queue -> block class=network bound=never
  rd_kafka_consume_queue(any, -1); // WHY: call rd_kafka_consume_queue -> block class=network bound=unbounded
  rd_kafka_query_watermark_offsets(any, any, any, any, any, 1000); // WHY: call rd_kafka_query_watermark_offsets -> block class=network bound=bounded
  rd_kafka_query_watermark_offsets(any, any, any, any, any, 0); // WHY: call rd_kafka_query_watermark_offsets -> block class=network bound=never
  rd_kafka_query_watermark_offsets(any, any, any, any, any, -1); // WHY: call rd_kafka_query_watermark_offsets -> block class=network bound=unbounded
  rd_kafka_metadata(any, any, any, any, 1000); // WHY: call rd_kafka_metadata -> block class=network bound=bounded
  rd_kafka_metadata(any, any, any, any, 0); // WHY: call rd_kafka_metadata -> block class=network bound=never
  rd_kafka_metadata(any, any, any, any, -1); // WHY: call rd_kafka_metadata -> block class=network bound=unbounded
  rd_kafka_committed(any, any, 1000); // WHY: call rd_kafka_committed -> block class=network bound=bounded
  rd_kafka_committed(any, any, 0); // WHY: call rd_kafka_committed -> block class=network bound=never
  rd_kafka_committed(any, any, -1); // WHY: call rd_kafka_committed -> block class=network bound=unbounded
  rd_kafka_offsets_for_times(any, any, 1000); // WHY: call rd_kafka_offsets_for_times -> block class=network bound=bounded
  rd_kafka_offsets_for_times(any, any, 0); // WHY: call rd_kafka_offsets_for_times -> block class=network bound=never
  rd_kafka_offsets_for_times(any, any, -1); // WHY: call rd_kafka_offsets_for_times -> block class=network bound=unbounded
  rd_kafka_destroy(any); // WHY: call rd_kafka_destroy -> block class=network bound=unbounded
  rd_kafka_consumer_close(any); // WHY: call rd_kafka_consumer_close -> block class=network bound=unbounded
  rd_kafka_commit(any, any, any); // WHY: call rd_kafka_commit -> block class=network bound=unbounded
}

void objects(RdKafka::KafkaConsumer &c, RdKafka::Queue &q, RdKafka::Producer &p, rd_kafka_queue_t *old) { // WHY: -> channel
  c.consume(1000); // WHY: call RdKafka::KafkaConsumer::consume -> receive class=channel bound=bounded
  c.consume(-1);   // WHY: call RdKafka::KafkaConsumer::consume -> receive class=channel bound=unbounded
  q.consume(0);    // WHY: call RdKafka::Queue::consume -> receive class=channel bound=never
  c.poll(-1);      // WHY: call RdKafka::Handle::poll -> block class=network bound=unbounded
  p.flush(1000);   // WHY: call RdKafka::Producer::flush -> block class=network bound=bounded
  c.commitSync();  // WHY: call RdKafka::KafkaConsumer::commitSync -> block class=network bound=unbounded
  c.close();       // WHY: call RdKafka::KafkaConsumer::close -> block class=network bound=unbounded
}

} // namespace
