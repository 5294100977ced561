using System.Reflection;
using System.Text.Json;

namespace ChatBot.Kernel.UseCases;

/// <summary>Names of inputs: a record's parameter in C#, a slot in <c>dialogs/</c>.</summary>
public static class InputNames
{
    /// <summary>The slot of a parameter: <c>from_time</c> of <c>FromTime</c>.</summary>
    public static string SlotOf(string parameter) => JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter);

    /// <summary>The slots that a record of inputs takes.</summary>
    public static IReadOnlyList<string> Of(Type inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [.. ParametersOf(inputs).Select(p => SlotOf(p.Name!))];
    }

    /// <summary>The parameters of the record's fullest constructor, which are its inputs.</summary>
    internal static ParameterInfo[] ParametersOf(Type inputs) => ConstructorOf(inputs).GetParameters();

    /// <summary>The record's fullest constructor.</summary>
    internal static ConstructorInfo ConstructorOf(Type inputs) => inputs.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
}
