namespace ChatBot.Architecture.Tests.Fixtures.Cycle.Two;

/// <summary>Names a type.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MadeByAttribute(Type maker) : Attribute
{
    /// <summary>The type.</summary>
    public Type Maker { get; } = maker;
}
