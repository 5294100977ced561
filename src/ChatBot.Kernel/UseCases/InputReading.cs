using System.Globalization;
using System.Reflection;

namespace ChatBot.Kernel.UseCases;

/// <summary>How an input of a type is read from its slot.</summary>
internal static class InputReading
{
    /// <summary>The reader of a parameter's type.</summary>
    /// <exception cref="NotSupportedException">No slot can hold the type.</exception>
    public static Func<Inputs, string, object?> Of(Type parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter) ?? parameter;
        if (parameter.IsValueType && Nullable.GetUnderlyingType(parameter) is null && type != typeof(bool))
        {
            throw new NotSupportedException($"An input of type {type.Name} must be nullable: nobody may have said it.");
        }

        return type switch
        {
            _ when type == typeof(string) => (inputs, slot) => inputs.Text(slot),
            _ when type == typeof(int) => (inputs, slot) => inputs.Int(slot),
            _ when type == typeof(decimal) => (inputs, slot) => inputs.Decimal(slot),
            _ when type == typeof(bool) && parameter == type => (inputs, slot) => inputs.Flag(slot) ?? false,
            _ when type == typeof(bool) => (inputs, slot) => inputs.Flag(slot),
            _ when type == typeof(DateOnly) => (inputs, slot) => inputs.Day(slot),
            _ when type == typeof(DateTimeOffset) => (inputs, slot) => inputs.Instant(slot),
            _ when type == typeof(Guid) => (inputs, slot) => inputs.Id(slot),
            _ when type.IsEnum => OfEnum(type),
            _ when type == typeof(IReadOnlyList<MemberId>) => (inputs, slot) => inputs.Members(slot),
            _ when OfId(type) is { } id => id,
            _ when OfParsable(type) is { } parse => parse,
            _ => throw new NotSupportedException($"No slot holds a {type.Name}."),
        };
    }

    // An id is a record struct around a Guid.
    private static Func<Inputs, string, object?>? OfId(Type type)
    {
        if (!type.IsValueType || type.GetConstructor([typeof(Guid)]) is not { } constructor)
        {
            return null;
        }

        var invoker = ConstructorInvoker.Create(constructor);
        return (inputs, slot) => inputs.Id(slot) is { } id ? invoker.Invoke(id) : null;
    }

    // A type of a capability that reads itself from text; what it cannot read counts as not said.
    private static Func<Inputs, string, object?>? OfParsable(Type type) =>
        type.GetInterfaces().Contains(typeof(IParsable<>).MakeGenericType(type))
            ? typeof(InputReading).GetMethod(nameof(Parse), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).CreateDelegate<Func<Inputs, string, object?>>()
            : null;

    private static object? Parse<T>(Inputs inputs, string slot)
        where T : IParsable<T> =>
        inputs.Text(slot) is { } text && T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static Func<Inputs, string, object?> OfEnum(Type type) => (inputs, slot) =>
        System.Enum.TryParse(type, inputs.Text(slot), true, out var value) && System.Enum.IsDefined(type, value) ? value : null;
}
