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
        return [.. inputs.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters().Select(p => SlotOf(p.Name!))];
    }
}
