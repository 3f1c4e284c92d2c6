/**
 * The API that researchers write: lazy frames, which say what is wanted of events and ask for it when they are fetched. What they build are
 * the requests of {@code spoor.request}, so that every frame is also a question to the service in JSON.
 *
 * <pre>{@code
 * var spoor = Spoor.connect("http://127.0.0.1:8080", token);
 * var busiest = spoor.events("default")
 *         .last(Duration.ofHours(6))
 *         .where("event.action:process_start")
 *         .groupBy("host.name").agg(count().as("n"), distinct("process.name").as("programs"))
 *         .sort("-n")
 *         .limit(20)
 *         .fetch();
 * }</pre>
 */
@NullMarked
package spoor.client;

import org.jspecify.annotations.NullMarked;
