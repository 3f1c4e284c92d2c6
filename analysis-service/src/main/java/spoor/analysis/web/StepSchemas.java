package spoor.analysis.web;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import spoor.request.Step;
import spoor.request.TableRequest;

/** The steps of a table for the OpenAPI document, read off {@link Step}, so that it never says another thing. */
final class StepSchemas {
    private static final String REFERENCE = "#/components/schemas/";

    private StepSchemas() {}

    /** {@code Step}, which is one of the others, and those. */
    @SuppressWarnings("rawtypes") // the library's own types are raw
    static Map<String, Schema<?>> all() {
        Map<String, Schema<?>> schemas = new LinkedHashMap<>();
        List<Schema> steps = new ArrayList<>();
        for (Class<?> step : Step.class.getPermittedSubclasses()) {
            String name = step.getSimpleName() + "Step";
            schemas.put(name, wrapped(step));
            steps.add(reference(name));
        }
        JsonSchema any = new JsonSchema();
        any.setOneOf(steps);
        any.setDescription("An object with one property, the step's name");
        schemas.put("Step", any);
        return schemas;
    }

    private static Schema<?> wrapped(Class<?> step) {
        String name = step.getAnnotation(JsonTypeName.class).value();
        Schema<?> wrapped = typed(new ObjectSchema(), "object").addProperty(name, record(step));
        wrapped.setDescription(step.getAnnotation(JsonClassDescription.class).value());
        wrapped.setRequired(List.of(name));
        wrapped.setAdditionalProperties(false);
        return wrapped;
    }

    private static Schema<?> record(Class<?> step) {
        RecordComponent[] components = step.getRecordComponents();
        if (components.length == 1 && components[0].getAccessor().isAnnotationPresent(JsonValue.class)) {
            return schema(components[0].getGenericType());
        }
        Schema<?> record = typed(new ObjectSchema(), "object");
        for (RecordComponent component : components) {
            record.addProperty(component.getName(), schema(component.getGenericType()));
        }
        record.setAdditionalProperties(false);
        return record;
    }

    private static Schema<?> schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return typed(new ArraySchema().items(schema(of[0])), "array");
            }
            Schema<?> byName = typed(new ObjectSchema(), "object");
            byName.setAdditionalProperties(schema(of[1]));
            return byName;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == TableRequest.class) {
            return reference("TableRequest");
        }
        if (plain == Duration.class) {
            return typed(new StringSchema().format("duration"), "string");
        }
        if (plain == int.class || plain == long.class) {
            return typed(new IntegerSchema().format(plain == int.class ? "int32" : "int64"), "integer");
        }
        if (plain == Double.class) {
            return typed(new NumberSchema(), "number");
        }
        if (plain == boolean.class) {
            return typed(new BooleanSchema(), "boolean");
        }
        StringSchema text = new StringSchema();
        if (plain.isEnum()) {
            text.setEnum(Arrays.stream(plain.getEnumConstants())
                    .map(Object::toString)
                    .toList());
        }
        return typed(text, "string");
    }

    private static Schema<?> reference(String name) {
        return new JsonSchema().$ref(REFERENCE + name);
    }

    private static Schema<?> typed(Schema<?> schema, String type) {
        schema.addType(type);
        return schema;
    }
}
