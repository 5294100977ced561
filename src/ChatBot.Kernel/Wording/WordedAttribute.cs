namespace ChatBot.Kernel.Wording;

/// <summary>A sentence may speak of the enum's values: <c>dialogs check</c> wants a word <c>enum.{Enum}.{Value}</c> for each.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class WordedAttribute : Attribute;
