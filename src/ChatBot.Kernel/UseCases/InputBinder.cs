using System.Reflection;

namespace ChatBot.Kernel.UseCases;

/// <summary>Binds slots to the constructor of a record. What was not said, or does not fit, is null.</summary>
/// <typeparam name="T">The record.</typeparam>
public static class InputBinder<T>
    where T : class
{
    private static readonly ConstructorInvoker Invoker = ConstructorInvoker.Create(InputNames.ConstructorOf(typeof(T)));
    private static readonly (string Slot, Func<Inputs, string, object?> Read)[] Parameters =
        [.. InputNames.ParametersOf(typeof(T)).Select(p => (InputNames.SlotOf(p.Name!), InputReading.Of(p.ParameterType)))];

    /// <summary>The record of the inputs.</summary>
#pragma warning disable CA1000 // The type argument is what the call is about.
    public static T Bind(Inputs inputs)
#pragma warning restore CA1000
    {
        var values = new object?[Parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (slot, read) = Parameters[i];
            values[i] = read(inputs, slot);
        }

        return (T)Invoker.Invoke(values.AsSpan());
    }
}
