/** Only members of the chat get it. */
export const photoPath = (orderId: string, photoId: string) =>
  `/api/orders/${orderId}/messages/photos/${photoId}`;
